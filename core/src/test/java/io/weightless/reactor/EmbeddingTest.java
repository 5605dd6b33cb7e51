package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
  private static final int ROUNDS = 2_000;

  private final ForeignLoop loop = new ForeignLoop();

  @AutoClose
  private final Reactor reactor =
      Reactor.open(Clock.system(), new SplittableRandom(42), Limits.DEFAULT);

  private final List<Object> trail = new ArrayList<>();

  @Test
  void aPostAsksForAStep() {
    try (Embedding _ = Embedding.of(reactor, loop)) {
      reactor.post(() -> trail.add(Thread.currentThread()));
      loop.turn();

      assertThat(trail).containsExactly(Thread.currentThread());
    }
  }

  @Test
  void whatWasReadyBeforeIsAskedForToo() {
    reactor.post(() -> trail.add("before"));
    try (Embedding _ = Embedding.of(reactor, loop)) {
      loop.turn();

      assertThat(trail).containsExactly("before");
    }
  }

  @Test
  void aStepIsAskedForOnceUntilOneHasEnded() {
    try (Embedding _ = Embedding.of(reactor, loop)) {
      reactor.post(() -> trail.add(1));
      Runnable step = loop.take();
      reactor.post(() -> trail.add(2));
      step.run();
      reactor.post(() -> trail.add(3));
      loop.turn();

      assertThat(trail).containsExactly(1, 2, 3);
      assertThat(loop.count()).isEqualTo(2);
    }
  }

  @Test
  void aTimerAsksWhenItIsDue() {
    try (Embedding _ = Embedding.of(reactor, loop)) {
      reactor.post(() -> reactor.after(Duration.ofMillis(20), () -> trail.add("due")));
      while (trail.isEmpty()) {
        loop.turn();
      }

      assertThat(loop.count()).as("one for the post, one for the timer").isLessThan(6);
    }
  }

  @Test
  void whatAStepLeavesReadyAsksForTheNext() {
    try (Embedding _ = Embedding.of(reactor, loop)) {
      Repeating[] repeating = new Repeating[1];
      reactor.post(() -> repeating[0] = reactor.everyStep(() -> trail.add("step")));
      while (trail.size() < 10) {
        loop.turn();
      }
      loop.take();
      repeating[0].cancel();
      reactor.step();

      assertThat(loop.isIdle()).isTrue();
    }
  }

  @Test
  void noWakeUpIsLostHoweverThePostFallsIntoTheLoop() throws Exception {
    AtomicReference<Object> seen = new AtomicReference<>(0);
    try (Embedding _ = Embedding.of(reactor, loop)) {
      Thread other = Thread.ofPlatform().start(() -> pingPong(seen));
      while (!seen.get().equals(ROUNDS)) {
        loop.turn();
      }
      other.join();
    }
  }

  private void pingPong(AtomicReference<Object> seen) {
    for (int i = 1; i <= ROUNDS; i++) {
      int round = i;
      reactor.post(() -> seen.set(round));
      while (!seen.get().equals(round)) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void stepsByHandAndThoseOfTheLoopDoNotLoseAWakeUpEither() throws Exception {
    AtomicReference<Object> seen = new AtomicReference<>(0);
    try (Embedding _ = Embedding.of(reactor, loop)) {
      Thread other = Thread.ofPlatform().start(() -> pingPong(seen));
      while (!seen.get().equals(ROUNDS)) {
        reactor.step();
        if (!seen.get().equals(ROUNDS)) { // else nobody asks for a step any more
          loop.turn();
        }
      }
      other.join();
    }
  }

  @Test
  void anInterruptOfTheThreadThatStepsStaysThere() {
    try (Embedding _ = Embedding.of(reactor, loop)) {
      for (int i = 0; i < 100; i++) {
        Thread.currentThread().interrupt();
        reactor.step();
        assertThat(Thread.interrupted()).isTrue();
      }
    }
  }

  @Test
  void aStepInsideAStepDoesNothing() {
    try (Embedding _ = Embedding.of(reactor, loop)) {
      reactor.post(() -> trail.add("asked"));
      Runnable step = loop.take();
      reactor.post(() -> {
        trail.add("dialog");
        step.run();
      });
      step.run();

      assertThat(trail).containsExactly("asked", "dialog");
    }
  }

  @Test
  void whatACallbackFailsWithIsThrownToTheLoop() {
    try (Embedding _ = Embedding.of(reactor, loop)) {
      reactor.post(() -> {
        throw new IllegalStateException("callback");
      });
      reactor.post(() -> trail.add("after"));

      assertThatIllegalStateException().isThrownBy(loop::turn).withMessage("callback");
      loop.turn();
      assertThat(trail).containsExactly("after");
    }
  }

  @Test
  void aLoopMayRunTheStepAtOnce() throws Exception {
    AtomicReference<Object> seen = new AtomicReference<>(0);
    try (Embedding _ = Embedding.of(reactor, Runnable::run)) {
      pingPong(seen);

      assertThat(seen.get()).isEqualTo(ROUNDS);
    }
  }

  @Test
  void afterTheEmbeddingIsClosedNothingIsAskedForAndAStepThatWasDoesNothing() {
    Embedding embedding = Embedding.of(reactor, loop);
    reactor.post(() -> trail.add("posted"));
    Runnable step = loop.take();
    embedding.close();
    embedding.close();

    step.run();
    assertThat(trail).isEmpty();
    reactor.step();
    assertThat(trail).containsExactly("posted");
    reactor.post(() -> trail.add("again"));
    reactor.step();
    assertThat(loop.count()).isOne();
  }

  @Test
  void afterTheReactorIsClosedAStepThatWasAskedForDoesNothing() {
    Embedding embedding = Embedding.of(reactor, loop);
    reactor.post(() -> trail.add("posted"));
    Runnable step = loop.take();
    reactor.close();
    assertThat(trail).as("by the close").containsExactly("posted");

    step.run();
    embedding.close();
    assertThat(trail).hasSize(1);
    assertThat(loop.count()).isOne();
  }

  @Test
  void aCallbackMayCloseItsOwnEmbedding() {
    Embedding embedding = Embedding.of(reactor, loop);
    reactor.post(embedding::close);
    loop.turn();
    reactor.post(() -> trail.add("by hand"));
    reactor.step();

    assertThat(trail).containsExactly("by hand");
    assertThat(loop.count()).isOne();
  }
}
