package io.weightless.reactor;

import static io.weightless.reactor.ExecutorWorld.thrownBy;
import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What ScheduledThreadPoolExecutor promises of delays and periods, on virtual time.
class ScheduledExecutorTest {
  @AutoClose private final ExecutorWorld world = new ExecutorWorld();
  private final ReactorExecutor executor = world.executor;

  @Test
  void aRunnableRunsAfterItsDelayAndNotBefore() {
    ScheduledFuture<?> future = executor.schedule(world.marksAt("ran"), 1500, MILLISECONDS);
    world.settle();
    world.pass(1);
    assertThat(future.isDone()).isFalse();
    world.pass(1);

    assertThat(world.trail).containsExactly("ran@2");
    assertThat(future.isDone()).isTrue();
    assertThat(future.resultNow()).isNull();
  }

  @Test
  void aCallablesValueComesAfterItsDelay() {
    world.run(() -> {
      ScheduledFuture<String> future = executor.schedule(() -> "value", 5, SECONDS);
      world.markAt(future.get());
    });

    assertThat(world.trail).containsExactly("value@5");
  }

  @Test
  void theDelayBeginsWithTheCallAlsoWhenTheReactorIsNotRunYet() {
    var _ = executor.schedule(world.marksAt("ran"), 2, SECONDS);
    world.pass(1);
    world.pass(1);

    assertThat(world.trail).containsExactly("ran@2");
  }

  @Test
  void anotherThreadSchedules() {
    ScheduledFuture<?> future =
        world.elsewhere(() -> executor.schedule(world.marksAt("ran"), 1, SECONDS));
    world.pass(1);

    assertThat(future.isDone()).isTrue();
    assertThat(world.trail).containsExactly("ran@1");
  }

  @Test
  void theSoonerComesFirstAndOfOneInstantThoseOfTheEarlierCalls() {
    world.run(() -> {
      var _ = executor.schedule(world.marks("third"), 2, SECONDS);
      var _ = executor.schedule(world.marks("first"), 1, SECONDS);
      var _ = executor.schedule(world.marks("fourth"), 2, SECONDS);
      var _ = executor.schedule(world.marks("second"), 1, SECONDS);
      Task.sleep(Duration.ofSeconds(3));
    });

    assertThat(world.trail).containsExactly("first", "second", "third", "fourth");
  }

  @Test
  void theLongestDelaysDoNotOverflow() {
    world.clock.advance(Duration.ofDays(1));
    ScheduledFuture<?> future = executor.schedule(world.marks("ran"), Long.MAX_VALUE, DAYS);
    ScheduledFuture<?> soon = executor.schedule(world.marks("soon"), 1, SECONDS);
    world.settle();
    world.pass(1);

    assertThat(world.trail).containsExactly("soon");
    assertThat(future.getDelay(DAYS)).isGreaterThan(36_000);
    assertThat(soon.compareTo(future)).isNegative();
    future.cancel(false);
  }

  @Test
  void getDelayIsWhatIsLeft() {
    ScheduledFuture<?> future = executor.schedule(world.marks("ran"), 5, SECONDS);
    world.settle();
    assertThat(future.getDelay(SECONDS)).isEqualTo(5);
    world.pass(2);
    assertThat(future.getDelay(MILLISECONDS)).isEqualTo(3000);
    world.pass(4);
    assertThat(future.getDelay(NANOSECONDS)).isNegative();
  }

  @Test
  void futuresCompareByTimeAndThenByTheOrderOfTheCalls() {
    ScheduledFuture<?> last = executor.schedule(world.marks(""), 2, SECONDS);
    ScheduledFuture<?> first = executor.schedule(world.marks(""), 1, SECONDS);
    ScheduledFuture<?> second = executor.schedule(world.marks(""), 1, SECONDS);
    List<ScheduledFuture<?>> all = new ArrayList<>(List.of(last, second, first));
    Collections.sort(all);

    assertThat(all).containsExactly(first, second, last);
  }

  @Test
  void atAFixedRateRunsComeAtMultiplesOfThePeriod() {
    var _ =
        executor.scheduleAtFixedRate(
            () -> {
              world.markAt("begins");
              Task.sleep(Duration.ofSeconds(1));
            },
            2,
            3,
            SECONDS);
    for (int i = 0; i < 10; i++) {
      world.pass(1);
    }

    assertThat(world.trail).containsExactly("begins@2", "begins@5", "begins@8");
  }

  @Test
  void runsAtAFixedRateThatAreLateDoNotOverlapAndCatchUp() {
    boolean[] first = {true};
    var _ =
        executor.scheduleAtFixedRate(
            () -> {
              world.markAt("begins");
              if (first[0]) {
                first[0] = false;
                Task.sleep(Duration.ofSeconds(7));
                world.markAt("ends");
              }
            },
            1,
            2,
            SECONDS);
    world.settle();
    for (int i = 0; i < 11; i++) {
      world.pass(1);
    }

    assertThat(world.trail)
        .containsExactly(
            "begins@1", "ends@8", "begins@8", "begins@8", "begins@8", "begins@9", "begins@11");
  }

  @Test
  void withAFixedDelayTheNextRunIsThatLongAfterTheEndOfTheLast() {
    var _ =
        executor.scheduleWithFixedDelay(
            () -> {
              world.markAt("begins");
              Task.sleep(Duration.ofSeconds(2));
            },
            1,
            3,
            SECONDS);
    world.settle();
    for (int i = 0; i < 12; i++) {
      world.pass(1);
    }

    assertThat(world.trail).containsExactly("begins@1", "begins@6", "begins@11");
    world.pass(1);
  }

  @Test
  void aPeriodicTasksFutureIsDoneOnlyByFailureOrCancellation() {
    ScheduledFuture<?> future = executor.scheduleAtFixedRate(world.marks(""), 0, 1, SECONDS);
    world.settle();
    world.pass(1);

    assertThat(world.trail).hasSize(2);
    assertThat(future.isDone()).isFalse();
    assertThat(((RunnableScheduledFuture<?>) future).isPeriodic()).isTrue();
    assertThat(future.getDelay(SECONDS)).isEqualTo(1);
    future.cancel(false);
  }

  @Test
  void aPeriodicTaskThatFailsRunsNoMoreAndItsFutureSaysWhy() {
    ScheduledFuture<?> future =
        executor.scheduleWithFixedDelay(
            () -> {
              world.markAt("ran");
              throw new IllegalStateException("mine");
            },
            1,
            1,
            SECONDS);
    world.settle();
    world.pass(1);
    world.pass(5);

    assertThat(world.trail).containsExactly("ran@1");
    assertThat(thrownBy(future::get))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("mine");
  }

  @Test
  void eachRunIsATaskOfItsOwn() {
    List<Thread> threads = new ArrayList<>();
    var _ = executor.scheduleAtFixedRate(() -> threads.add(Thread.currentThread()), 0, 1, SECONDS);
    world.settle();
    world.pass(1);

    assertThat(threads).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void runDoesNotWaitForWhatIsDelayed() {
    world.run(() -> {
      var _ = executor.schedule(world.marks("delayed"), 1, SECONDS);
    });
    assertThat(world.trail).isEmpty();

    world.pass(1);
    assertThat(world.trail).containsExactly("delayed");
  }

  @Test
  void aPeriodIsAboveZero() {
    for (long period : new long[] {0, -1}) {
      assertThatThrownBy(() -> executor.scheduleAtFixedRate(() -> {}, 0, period, SECONDS))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a period is above zero: " + period);
      assertThatThrownBy(() -> executor.scheduleWithFixedDelay(() -> {}, 0, period, SECONDS))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @SuppressWarnings("NullAway")
  void nullIsRefused() {
    assertThatThrownBy(() -> executor.schedule((Runnable) null, 1, SECONDS))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> executor.schedule((Callable<?>) null, 1, SECONDS))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> executor.schedule(() -> {}, 1, null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> executor.scheduleAtFixedRate(null, 1, 1, SECONDS))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> executor.scheduleWithFixedDelay(() -> {}, 1, 1, null))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void overTheLimitOfTimersItIsRejectedOnTheReactor() {
    try (ExecutorWorld small = new ExecutorWorld(new Limits(1, 10))) {
      small.run(() -> {
        var _ = small.executor.schedule(small.marks("first"), 1, SECONDS);
        assertThatThrownBy(() -> small.executor.schedule(small.marks("second"), 1, SECONDS))
            .isInstanceOf(RejectedExecutionException.class)
            .hasMessage("this reactor has 1 pending timers, its limit");
      });
      small.pass(1);
      assertThat(small.trail).containsExactly("first");
    }
  }

  @Test
  void ofAnotherThreadItIsTheFutureThatSaysSo() {
    try (ExecutorWorld small = new ExecutorWorld(new Limits(1, 10))) {
      var _ = small.executor.schedule(small.marks("first"), 1, SECONDS);
      ScheduledFuture<?> second = small.executor.schedule(small.marks("second"), 1, SECONDS);
      small.settle();
      small.pass(1);

      assertThat(small.trail).containsExactly("first");
      assertThat(second.exceptionNow())
          .isInstanceOf(RejectedExecutionException.class)
          .hasMessage("this reactor has 1 pending timers, its limit");
    }
  }
}
