package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.weightless.engine.internal.Life;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class EmbeddedRunTest {
  private final ForeignLoop loop = new ForeignLoop();

  @AutoClose
  private final Reactor reactor =
      Reactor.open(Clock.system(), new SplittableRandom(42), Limits.DEFAULT);

  @AutoClose private final Embedding embedding = Embedding.of(reactor, loop);
  private final List<Object> trail = new ArrayList<>();

  @Test
  void theFutureIsCompletedWhenTheBodyAndAllItsTasksHaveEnded() {
    CompletableFuture<@Nullable Void> done =
        embedding.run(() -> {
          Strand.start("child", Life.of(() -> sleepAndMark("child")));
          trail.add("body");
        });
    var _ = done.thenRun(() -> trail.add(Thread.currentThread()));
    assertThat(trail).as("it waits for the loop").isEmpty();
    loop.turnUntil(done);

    assertThat(trail).containsExactly("body", "child", Thread.currentThread());
    assertThat(done).isCompletedWithValue(null);
  }

  private void sleepAndMark(Object mark) {
    Suspension<@Nullable Void> due = new Suspension<>("its time");
    reactor.after(Duration.ofMillis(5), () -> due.resume(null));
    due.await(() -> true);
    trail.add(mark);
  }

  @Test
  void whoWaitsForTheFutureMayCloseTheReactor() {
    CompletableFuture<@Nullable Void> done = embedding.run(() -> {});
    CompletableFuture<@Nullable Void> closed = done.thenRun(reactor::close);
    loop.turnUntil(closed);

    assertThat(closed).isCompletedWithValue(null);
  }

  @Test
  void whatTheBodyThrowsIsTheFuturesFailure() {
    CompletableFuture<@Nullable Void> done =
        embedding.run(() -> {
          throw new IOException("broken");
        });
    loop.turnUntil(done);

    assertThat(done.exceptionNow()).isInstanceOf(IOException.class).hasMessage("broken");
  }

  @Test
  void theFailureOfACallbackCancelsAllAndIsTheFuturesFailure() {
    CompletableFuture<@Nullable Void> done =
        embedding.run(() -> {
          reactor.post(() -> {
            throw new IllegalStateException("callback");
          });
          waitForEver();
        });
    loop.turnUntil(done);

    assertThat(done.exceptionNow())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("callback");
    assertThat(trail)
        .containsExactly("the reactor failed: java.lang.IllegalStateException: callback");
  }

  private void waitForEver() {
    try {
      World.waitForEver();
    } catch (Cancelled cancelled) {
      trail.add(String.valueOf(cancelled.getMessage()));
      throw cancelled;
    }
  }

  @Test
  void cancellingTheFutureCancelsAllAndAnotherBodyRunsAfterwards() {
    CompletableFuture<@Nullable Void> done =
        embedding.run(() -> {
          trail.add("begins");
          waitForEver();
        });
    while (trail.isEmpty()) {
      loop.turn();
    }
    done.cancel(false);
    while (trail.size() < 2) {
      loop.turn();
    }
    CompletableFuture<@Nullable Void> next = embedding.run(() -> sleepAndMark("next"));
    loop.turnUntil(next);

    assertThat(trail)
        .containsExactly("begins", "the future of what runs here was cancelled", "next");
    assertThat(next).isCompletedWithValue(null);
  }

  @Test
  void oneBodyRunsAtATime() {
    CompletableFuture<@Nullable Void> done = embedding.run(() -> sleepAndMark("first"));
    assertThatIllegalStateException()
        .isThrownBy(() -> embedding.run(() -> {}))
        .withMessage("this reactor is being run already, in its embedding");
    assertThatIllegalStateException()
        .isThrownBy(() -> reactor.run(() -> {}))
        .withMessage("this reactor is being run already, in its embedding");
    loop.turnUntil(done);

    assertThat(trail).containsExactly("first");
    reactor.run(() -> trail.add("second"));
    assertThat(trail).containsExactly("first", "second");
  }

  @Test
  void aBodyThatIsAskedForWhileTheReactorIsRunBeginsThereAndIsToldItsEnd() {
    List<CompletableFuture<@Nullable Void>> done = new ArrayList<>();
    reactor.run(() -> {
      done.add(embedding.run(() -> trail.add("inner")));
      sleepAndMark("outer");
    });

    assertThat(trail).containsExactly("inner", "outer");
    assertThat(done.getFirst()).isCompletedWithValue(null);
  }

  @Test
  void stepsByHandDoAsThoseOfTheLoop() {
    CompletableFuture<@Nullable Void> done =
        embedding.run(() -> {
          throw new IllegalStateException("broken");
        });
    while (!done.isDone()) {
      reactor.step(Duration.ofSeconds(1));
    }

    assertThat(done.exceptionNow()).hasMessage("broken");
  }

  @Test
  void whenTheReactorIsClosedItsTasksAreCancelledAndTheFutureFails() throws Exception {
    CompletableFuture<@Nullable Void> done = startAndWait();
    Logged log = Logged.capture();
    reactor.close();
    log.close();

    assertThat(trail).containsExactly("begins", "the reactor was closed");
    assertThat(reason(done)).isInstanceOf(Cancelled.class).hasMessage("the reactor was closed");
    assertThatIllegalStateException()
        .isThrownBy(() -> embedding.run(() -> {}))
        .withMessage("this reactor is closed");
  }

  private CompletableFuture<@Nullable Void> startAndWait() {
    CompletableFuture<@Nullable Void> done =
        embedding.run(() -> {
          trail.add("begins");
          waitForEver();
        });
    while (trail.isEmpty()) {
      loop.turn();
    }
    return done;
  }

  private static @Nullable Throwable reason(CompletableFuture<@Nullable Void> done) {
    return done.handle((_, reason) -> reason).join();
  }

  @Test
  void whatHasNotBegunWhenTheReactorIsClosedDoesNotBegin() {
    CompletableFuture<@Nullable Void> done = embedding.run(() -> trail.add("body"));
    reactor.close();

    assertThat(trail).isEmpty();
    assertThat(reason(done))
        .isInstanceOf(CancellationException.class)
        .hasMessage("the reactor was closed");
  }

  @Test
  void whenTheEmbeddingIsClosedTheFutureFailsAndTheTasksGoOnWithWhoeverRunsTheReactor() {
    CompletableFuture<@Nullable Void> done = embedding.run(() -> sleepAndMark("goes on"));
    loop.turn();
    embedding.close();

    assertThat(reason(done))
        .isInstanceOf(CancellationException.class)
        .hasMessage("the embedding was closed");
    assertThatIllegalStateException()
        .isThrownBy(() -> embedding.run(() -> {}))
        .withMessage("this embedding is closed");
    reactor.run(() -> trail.add("another"));
    assertThat(trail).containsExactly("another", "goes on");
  }
}
