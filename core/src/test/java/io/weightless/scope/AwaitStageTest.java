package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Pinned;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.TaskInfo;
import io.weightless.sync.NoSuspend;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Any stage, completed anywhere, is awaited in straight-line code.
class AwaitStageTest {
  @AutoClose private final Stage stage = new Stage();
  private final CompletableFuture<String> future = new CompletableFuture<>();

  @Test
  void aTaskWaitsUntilAnotherOneCompletesTheStage() {
    stage.run(() ->
        Scope.run(scope -> {
          scope.start("waits", () -> stage.markAt(Task.await(future)));
          scope.start(
              "completes",
              () -> {
                Stage.sleep(3);
                future.complete("value");
              });
          return null;
        }));

    assertThat(stage.trail).containsExactly("value@3");
  }

  @Test
  void aStageThatIsCompleteTakesNoTurn() {
    future.complete("value");
    stage.run(() ->
        Scope.run(scope -> {
          scope.start("other", () -> stage.mark("other"));
          stage.mark(Task.await(future));
          stage.mark(NoSuspend.noSuspend(() -> Task.await(future)));
          return null;
        }));

    assertThat(stage.trail).containsExactly("value", "value", "other");
  }

  @Test
  void whereAWaitIsRefusedThatOfAPendingStageIs() {
    stage.run(() ->
        assertThat(thrownBy(() -> NoSuspend.noSuspend(() -> Task.await(future))))
            .isInstanceOf(Pinned.class));
  }

  @Test
  void anotherThreadCompletesItThroughTheOneDoor() throws InterruptedException {
    CountDownLatch waiting = new CountDownLatch(1);
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              awaitLatch(waiting);
              future.complete("from outside");
            });
    stage.run(() ->
        Scope.run(scope -> {
          scope.start("waits", () -> stage.mark(Task.await(future)));
          scope.start("then", waiting::countDown);
          return null;
        }));
    other.join();

    assertThat(stage.trail).containsExactly("from outside");
  }

  @Test
  void underAVirtualClockAStageThatAnotherThreadMayCompleteIsNoDeadlock()
      throws InterruptedException {
    Thread[] other = new Thread[1];
    stage.run(() -> {
      Thread reactorsThread = Thread.currentThread();
      other[0] =
          Thread.ofPlatform()
              .start(() -> {
                while (reactorsThread.getState() != Thread.State.WAITING) {
                  Thread.onSpinWait();
                }
                future.complete("late");
              });
      stage.mark(Task.await(future));
    });
    other[0].join();

    assertThat(stage.trail).containsExactly("late");
  }

  @Test
  void severalTasksAwaitOneStage() {
    stage.run(() ->
        Scope.run(scope -> {
          for (int i = 0; i < 3; i++) {
            scope.start("waits", () -> stage.mark(Task.await(future)));
          }
          Task.yield();
          future.complete("value");
          return null;
        }));

    assertThat(stage.trail).containsExactly("value", "value", "value");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anUncheckedFailureIsThrownAsItIs(boolean passedOn) {
    RuntimeException failure = new IllegalArgumentException("bad");
    CompletionStage<String> awaited = passedOn ? future.thenApply(value -> value) : future;

    assertThat(thrownFrom(awaited, () -> future.completeExceptionally(failure))).isSameAs(failure);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCheckedFailureComesInATaskFailed(boolean passedOn) {
    IOException failure = new IOException("bad");
    CompletionStage<String> awaited = passedOn ? future.thenApply(value -> value) : future;

    assertThat(thrownFrom(awaited, () -> future.completeExceptionally(failure)))
        .isInstanceOf(TaskFailed.class)
        .hasMessage("the awaited stage failed: java.io.IOException: bad")
        .cause()
        .isSameAs(failure);
  }

  @Test
  void anErrorIsThrownAsItIs() {
    Error failure = new AssertionError("bad");

    assertThat(thrownFrom(future, () -> future.completeExceptionally(failure))).isSameAs(failure);
  }

  @Test
  void aCompletionExceptionWithoutCauseIsThrownAsItIs() {
    CompletionException failure = new CompletionException("bare", null);

    assertThat(thrownFrom(future, () -> future.completeExceptionally(failure))).isSameAs(failure);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofACancelledStageItIsACancellationException(boolean passedOn) {
    CompletionStage<String> awaited = passedOn ? future.thenApply(value -> value) : future;

    assertThat(thrownFrom(awaited, () -> future.cancel(false)))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void theCancellationOfATaskElsewhereDoesNotUnwindTheOneThatWaits() {
    Cancelled elsewhere = new Cancelled("the server went down", this);

    assertThat(thrownFrom(future, () -> future.completeExceptionally(elsewhere)))
        .isInstanceOf(CancellationException.class)
        .hasMessage("what completes the stage was cancelled")
        .cause()
        .isSameAs(elsewhere);
  }

  @Test
  void aCancelledTaskStopsWaitingAndLeavesTheStageAlone() {
    stage.run(() -> {
      String result = Scope.runOr(Deadline.after(seconds(2)), "too late", _ -> Task.await(future));
      stage.markAt(result);
    });

    assertThat(stage.trail).containsExactly("too late@2");
    assertThat(future).isNotDone();
  }

  @Test
  void itIsACancellationPointAlsoWhenTheStageIsComplete() {
    future.complete("value");
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task =
              scope.start(
                  "waits",
                  () ->
                      assertThat(thrownBy(() -> Task.await(future)))
                          .satisfies(thrown -> stage.mark(thrown.getMessage())));
          task.cancel("enough");
          return null;
        }));

    assertThat(stage.trail).containsExactly("enough");
  }

  @Test
  void aStageThatIsNoCompletableFutureIsAwaitedToo() {
    CompletionStage<String> view = future.minimalCompletionStage();
    stage.run(() ->
        Scope.run(scope -> {
          scope.start("waits", () -> stage.mark(Task.await(view)));
          Task.yield();
          future.complete("value");
          return null;
        }));

    assertThat(stage.trail).containsExactly("value");
  }

  @Test
  void whatATaskWaitsForIsListed() {
    stage.run(() ->
        Scope.run(scope -> {
          scope.start("waits", () -> Task.await(future));
          Task.yield();
          stage.mark(
              stage.reactor.tasks().stream()
                  .filter(task -> task.name().equals("waits"))
                  .map(TaskInfo::awaits)
                  .findFirst()
                  .orElseThrow());
          future.complete("value");
          return null;
        }));

    assertThat(stage.trail.getFirst())
        .asString()
        .startsWith("the stage java.util.concurrent.CompletableFuture@")
        .contains("Not completed");
  }

  @Test
  void outsideATaskItIsRefused() {
    assertThat(thrownBy(() -> Task.await(future)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("only a task can do this");
  }

  /// What a task gets that waits for `awaited` when `end` comes.
  private Throwable thrownFrom(CompletionStage<?> awaited, Runnable end) {
    Throwable[] thrown = new Throwable[1];
    stage.run(() ->
        Scope.run(scope -> {
          scope.start("waits", () -> thrown[0] = thrownBy(() -> Task.await(awaited)));
          Task.sleep(Duration.ofSeconds(1));
          end.run();
          return null;
        }));
    return thrown[0];
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
