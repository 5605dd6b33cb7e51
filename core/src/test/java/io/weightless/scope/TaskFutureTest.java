package io.weightless.scope;

import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Schedule;
import io.weightless.reactor.ReactorExecutor;
import io.weightless.reactor.ReactorFuture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A task as a future, for code that wants one.
class TaskFutureTest {
  @AutoClose private final Stage stage = new Stage();
  private final ReactorExecutor executor = stage.reactor.executor();

  private final Schedule lastFirst =
      new Schedule() {
        @Override
        public int next(int count) {
          return count - 1;
        }

        @Override
        public int turns() {
          return 256;
        }

        @Override
        public void begins(Object who) {}

        @Override
        public void cameFromOutside(Object who) {}
      };

  @Test
  void itEndsAsTheTaskDoes() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<String> task =
              scope.start(
                  "works",
                  () -> {
                    Stage.sleep(2);
                    return "value";
                  });
          ReactorFuture<Integer> length =
              (ReactorFuture<Integer>) task.toFuture(executor).thenApplyAsync(String::length);
          stage.markAt(length.join());
          stage.markAt(task.toFuture(executor).join());
          return null;
        }));

    assertThat(stage.trail).containsExactly("5@2", "value@2");
  }

  @Test
  void aFailureIsTheFuturesAndIsSeen() {
    IOException failure = new IOException("bad");
    stage.run(() ->
        Scope.collect(scope -> {
          Task<?> task =
              scope.start(
                  "fails",
                  () -> {
                    throw failure;
                  });
          stage.mark(thrownBy(task.toFuture(executor)::get).getCause());
          return null;
        }));

    assertThat(stage.trail).containsExactly(failure);
  }

  @Test
  void aFailureOfATaskThatHasEndedIsSeenAtOnce() {
    stage.run(() ->
        Scope.collect(scope -> {
          Task<?> task = startFailing(scope);
          Task.yield();
          stage.mark(task.state());
          var _ = task.toFuture(executor);
          return null;
        }));

    assertThat(stage.trail).containsExactly(Task.State.FAILED);
  }

  @Test
  void aFailureIsSeenWhoeverHasTheNextTurn() {
    List<Future<?>> futures = new ArrayList<>();
    stage.run(() -> {
      Carrier.current().schedule(lastFirst);
      Scope.collect(scope -> futures.add(startFailing(scope).toFuture(executor)));
      stage.mark("its scope has not failed");
    });

    assertThat(stage.trail).containsExactly("its scope has not failed");
    assertThat(futures.getFirst().state()).isEqualTo(Future.State.FAILED);
  }

  private static Task<?> startFailing(Scope scope) {
    return scope.start(
        "fails",
        () -> {
          throw new IllegalStateException("bad");
        });
  }

  @Test
  void cancellingTheFutureCancelsTheTask() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task = scope.start("sleeps", Stage::sleepForEver);
          assertThat(task.toFuture(executor).cancel(true)).isTrue();
          stage.mark(thrownBy(task::await).getMessage());
          return null;
        }));

    assertThat(stage.trail)
        .containsExactly("task 'sleeps' was cancelled: its future was cancelled");
  }

  @Test
  void cancellingTheTaskCancelsTheFuture() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task = scope.start("sleeps", Stage::sleepForEver);
          Future<?> future = task.toFuture(executor);
          task.cancel("enough");
          thrownBy(future::get);
          stage.mark(future.state());
          return null;
        }));

    assertThat(stage.trail).containsExactly(Future.State.CANCELLED);
  }
}
