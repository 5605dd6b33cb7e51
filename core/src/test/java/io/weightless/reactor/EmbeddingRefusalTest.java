package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.weightless.testing.LoggedFailures;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The reactors that an embedding refuses, and the steps that a loop does.
class EmbeddingRefusalTest {
  private final ForeignLoop loop = new ForeignLoop();

  @AutoClose
  private final Reactor reactor =
      Reactor.open(Clock.system(), new SplittableRandom(42), Limits.DEFAULT);

  private final List<Object> trail = new ArrayList<>();

  @Test
  void aLoopThatRefusesIsAFailureAndIsAskedAgainUntilItTakesTheStep() {
    reactor.onFailure((who, e) -> trail.add(who + ": " + e.getMessage()));
    AtomicInteger asked = new AtomicInteger();
    try (Embedding _ = Embedding.of(reactor, step -> refuse(3, asked, step))) {
      reactor.post(() -> trail.add("posted"));
      loop.turn();

      assertThat(trail)
          .containsExactly(
              "posted", "what asks the foreign loop of an embedded reactor for a step: no room 1");
      assertThat(asked).hasValue(4);
    }
  }

  private void refuse(int times, AtomicInteger asked, Runnable step) {
    int now = asked.incrementAndGet();
    if (now <= times) {
      throw new IllegalStateException("no room " + now);
    }
    loop.execute(step);
  }

  @Test
  void aRefusalThatLastsIsLoggedEvenWhereThereIsAnOwnerWhichOnlyAStepTells() throws Exception {
    reactor.onFailure((_, e) -> trail.add(e));
    AtomicInteger asked = new AtomicInteger();
    try (Embedding _ = Embedding.of(reactor, step -> refuse(Integer.MAX_VALUE, asked, step))) {
      reactor.post(() -> {});

      assertThat(LoggedFailures.await())
          .extracting(LogRecord::getMessage)
          .containsExactly(
              "what asks the foreign loop of an embedded reactor for a step"
                  + " is refused time and again");
      assertThat(trail).isEmpty();
    }
  }

  @Test
  void aReactorIsEmbeddedOnceAtATime() {
    Embedding first = Embedding.of(reactor, loop);
    assertThatIllegalStateException()
        .isThrownBy(() -> Embedding.of(reactor, loop))
        .withMessage("this reactor is embedded already");
    reactor.post(() -> trail.add("first"));
    loop.turn();
    first.close();

    try (Embedding _ = Embedding.of(reactor, loop)) {
      reactor.post(() -> trail.add("second"));
      loop.turn();
    }
    assertThat(trail).containsExactly("first", "second");
  }

  @Test
  void aReactorOnVirtualTimeIsRefused() {
    try (World world = new World()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Embedding.of(world.reactor, loop))
          .withMessageContaining("virtual time");
    }
  }

  @Test
  void aBackendThatOnlyALoopCanWaitInIsRefusedAndNothingHasHappened() {
    ScriptedBackend backend = new ScriptedBackend();
    try (Reactor other = Reactor.open(backend, Clock.system(), new SplittableRandom(1))) {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> Embedding.of(other, loop))
          .withMessage("a reactor on ScriptedBackend can't be embedded");

      other.post(() -> trail.add("posted"));
      assertThat(other.step()).isTrue();
    }
  }

  @Test
  void aClosedReactorAndOneThatIsBeingRunAreRefused() {
    reactor.post(() -> Embedding.of(reactor, loop));
    assertThatIllegalStateException()
        .isThrownBy(reactor::step)
        .withMessageContaining("already being run");
    reactor.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> Embedding.of(reactor, loop))
        .withMessage("this reactor is closed");
  }
}
