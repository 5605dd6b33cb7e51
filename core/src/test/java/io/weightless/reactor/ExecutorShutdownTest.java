package io.weightless.reactor;

import static io.weightless.reactor.ExecutorWorld.thrownBy;
import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.scope.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What ThreadPoolExecutor and ScheduledThreadPoolExecutor promise of shutdown, on a reactor.
class ExecutorShutdownTest {
  @AutoClose private final ExecutorWorld world = new ExecutorWorld();
  private final ReactorExecutor executor = world.executor;

  @Test
  void afterShutdownWhatWasSubmittedStillRunsAndNothingIsTaken() {
    Future<?> future = executor.submit(world.marks("submitted"));
    executor.shutdown();
    executor.shutdown();

    assertThat(executor.isShutdown()).isTrue();
    assertThat(executor.isTerminated()).isFalse();
    assertRejects(executor);
    world.settle();
    assertThat(world.trail).containsExactly("submitted");
    assertThat(future.isDone()).isTrue();
    assertThat(executor.isTerminated()).isTrue();
    assertRejects(executor);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // there is none
  private static void assertRejects(ScheduledExecutorService executor) {
    assertThatThrownBy(() -> executor.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    List<Callable<?>> all =
        List.of(
            () -> executor.submit(() -> {}),
            () -> executor.submit(() -> "value"),
            () -> executor.submit(() -> {}, "value"),
            () -> executor.schedule(() -> {}, 1, SECONDS),
            () -> executor.schedule(() -> "value", 1, SECONDS),
            () -> executor.scheduleAtFixedRate(() -> {}, 1, 1, SECONDS),
            () -> executor.scheduleWithFixedDelay(() -> {}, 1, 1, SECONDS));
    for (Callable<?> each : all) {
      assertThatThrownBy(each::call)
          .isInstanceOf(RejectedExecutionException.class)
          .hasMessage("this executor is shut down: open another one");
    }
  }

  @Test
  void anExecutorWithoutWorkEndsAtOnce() {
    assertThat(executor.isShutdown()).isFalse();
    assertThat(executor.isTerminated()).isFalse();
    executor.shutdown();

    assertThat(executor.isTerminated()).isTrue();
    assertThat(executor).hasToString("ReactorExecutor[0 jobs, ended]");
  }

  @Test
  void afterShutdownWhatIsDelayedStillRuns() {
    ScheduledFuture<?> future = executor.schedule(world.marksAt("delayed"), 5, SECONDS);
    executor.shutdown();
    world.settle();
    assertThat(executor.isTerminated()).isFalse();
    world.pass(5);

    assertThat(world.trail).containsExactly("delayed@5");
    assertThat(future.isCancelled()).isFalse();
    assertThat(executor.isTerminated()).isTrue();
  }

  @Test
  void shutdownCancelsWhatIsPeriodic() {
    ScheduledFuture<?> rate = executor.scheduleAtFixedRate(world.marks("rate"), 1, 1, SECONDS);
    ScheduledFuture<?> delay = executor.scheduleWithFixedDelay(world.marks("delay"), 1, 1, SECONDS);
    world.settle();
    world.pass(1);
    executor.shutdown();

    assertThat(rate.isCancelled()).isTrue();
    assertThat(delay.isCancelled()).isTrue();
    assertThat(executor.isTerminated()).isTrue();
    world.pass(5);
    assertThat(world.trail).containsExactly("rate", "delay");
  }

  @Test
  void aPeriodicTaskThatRunsAtTheShutdownMayFinishItsRun() {
    ScheduledFuture<?> future =
        executor.scheduleAtFixedRate(
            () -> {
              Task.sleep(Duration.ofSeconds(1));
              world.markAt("finished");
            },
            0,
            1,
            SECONDS);
    world.settle();
    executor.shutdown();
    assertThat(future.isCancelled()).isTrue();
    assertThat(executor.isTerminated()).isFalse();
    world.pass(1);

    assertThat(world.trail).containsExactly("finished@1");
    assertThat(executor.isTerminated()).isTrue();
  }

  @Test
  void shutdownNowGivesBackWhatNeverBegan() {
    Runnable command = world.marks("executed");
    executor.execute(command);
    Future<?> submitted = executor.submit(world.marks("submitted"));
    ScheduledFuture<?> delayed = executor.schedule(world.marks("delayed"), 1, SECONDS);
    ScheduledFuture<?> periodic =
        executor.scheduleAtFixedRate(world.marks("periodic"), 1, 1, SECONDS);
    List<Runnable> left = executor.shutdownNow();

    assertThat(left)
        .containsExactly(command, (Runnable) submitted, (Runnable) delayed, (Runnable) periodic);
    assertThat(submitted.isDone()).isFalse();
    assertThat(delayed.isDone()).isFalse();
    assertThat(executor.isTerminated()).isTrue();
    assertThat(executor.shutdownNow()).isEmpty();
    world.settle();
    world.pass(5);
    assertThat(world.trail).isEmpty();
  }

  @Test
  void whatWasGivenBackCanBeRunByWhoeverHasIt() {
    Future<String> value = executor.submit(() -> "value");
    Future<?> failing =
        executor.submit(() -> {
          throw new IllegalStateException("mine");
        });
    ScheduledFuture<?> periodic =
        executor.scheduleAtFixedRate(world.marks("periodic"), 1, 1, SECONDS);
    executor.shutdownNow().forEach(Runnable::run);

    assertThat(value.resultNow()).isEqualTo("value");
    assertThat(failing.exceptionNow()).hasMessage("mine");
    assertThat(periodic.isCancelled()).isTrue();
    world.settle();
  }

  @Test
  void whatWasGivenBackCanBeCancelled() {
    Future<String> value = executor.submit(() -> "value");
    executor.shutdownNow();

    assertThat(value.cancel(false)).isTrue();
    assertThat(value.isCancelled()).isTrue();
    world.settle();
  }

  @Test
  void shutdownNowCancelsWhatRuns() {
    Future<?> future =
        executor.submit(() -> {
          try {
            Task.sleep(Duration.ofDays(1));
          } finally {
            world.mark("unwound");
          }
        });
    world.settle();
    assertThat(executor.shutdownNow()).isEmpty();
    assertThat(executor.isTerminated()).isFalse();
    world.settle();

    assertThat(world.trail).containsExactly("unwound");
    assertThat(future.isCancelled()).isTrue();
    assertThat(executor.isTerminated()).isTrue();
  }

  @Test
  void whatRunsIsToldWhoCancelledIt() {
    Runnable waiting =
        () -> {
          try {
            Task.sleep(Duration.ofDays(1));
          } catch (Cancelled e) {
            world.mark(e.getMessage());
            throw e;
          }
        };
    executor.execute(waiting);
    Future<?> future = executor.submit(waiting);
    world.settle();
    future.cancel(true);
    world.settle();
    executor.shutdownNow();
    world.settle();

    assertThat(world.trail)
        .containsExactly("its future was cancelled", "its executor was shut down");
  }

  @Test
  void anotherThreadShutsItDown() {
    executor.execute(() -> Task.sleep(Duration.ofDays(1)));
    world.settle();
    Runnable never = world.marks("never");
    assertThat(
            world.elsewhere(() -> {
              var _ = executor.schedule(never, 1, DAYS);
              List<Runnable> left = executor.shutdownNow();
              assertThat(executor.awaitTermination(10, SECONDS)).isTrue();
              return left;
            }))
        .hasSize(1);
  }

  @Test
  void whoGotAFutureSeesHowItsTaskEnded() {
    Future<?> future = executor.submit(() -> Task.sleep(Duration.ofDays(1)));
    world.settle();
    executor.shutdownNow();
    world.settle();

    assertThat(thrownBy(future::get))
        .isInstanceOf(CancellationException.class)
        .isNotInstanceOf(ExecutionException.class);
  }
}
