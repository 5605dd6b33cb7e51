package io.weightless.reactor;

import static io.weightless.reactor.ExecutorWorld.thrownBy;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What AbstractExecutorService promises of invokeAll, for tasks and for threads that call it.
class InvokeAllTest {
  @AutoClose private final ExecutorWorld world = new ExecutorWorld();
  private final ReactorExecutor executor = world.executor;

  private Callable<String> after(int seconds, String value) {
    return () -> {
      Task.sleep(Duration.ofSeconds(seconds));
      world.markAt(value);
      return value;
    };
  }

  private static Callable<String> fails(String message) {
    return () -> {
      throw new IllegalStateException(message);
    };
  }

  @Test
  void itRunsAllAtOnceAndReturnsWhenTheLastHasEnded() {
    world.run(() -> {
      List<Future<String>> futures =
          executor.invokeAll(List.of(after(3, "a"), after(1, "b"), after(2, "c")));
      world.markAt("all");
      assertThat(futures).extracting(Future::resultNow).containsExactly("a", "b", "c");
    });

    assertThat(world.trail).containsExactly("b@1", "c@2", "a@3", "all@3");
  }

  @Test
  void ofNoneItIsAnEmptyList() throws InterruptedException {
    assertThat(executor.invokeAll(List.<Callable<String>>of())).isEmpty();
    assertThat(executor.invokeAll(List.<Callable<String>>of(), 1, SECONDS)).isEmpty();
  }

  @Test
  void aFailureIsInItsFutureAndTheOthersGoOn() {
    world.run(() -> {
      List<Future<String>> futures = executor.invokeAll(List.of(fails("mine"), after(1, "b")));

      assertThat(futures.getFirst().exceptionNow()).hasMessage("mine");
      assertThat(futures.getLast().resultNow()).isEqualTo("b");
    });
  }

  @Test
  void anotherThreadCallsIt() {
    List<Future<String>> futures =
        world.elsewhere(() -> executor.invokeAll(List.of(() -> "a", fails("b"), () -> "c")));

    assertThat(futures)
        .extracting(Future::state)
        .containsExactly(Future.State.SUCCESS, Future.State.FAILED, Future.State.SUCCESS);
  }

  @Test
  void whenTheTimeoutPassesThoseThatHaveNotEndedAreCancelled() {
    world.run(() -> {
      List<Future<String>> futures =
          executor.invokeAll(List.of(after(1, "a"), after(3, "b"), after(9, "c")), 4, SECONDS);
      world.markAt("all");
      assertThat(futures)
          .extracting(Future::state)
          .containsExactly(Future.State.SUCCESS, Future.State.SUCCESS, Future.State.CANCELLED);
    });

    assertThat(world.trail).containsExactly("a@1", "b@3", "all@4");
  }

  @Test
  void aTimeoutThatIsNotReachedChangesNothing() {
    world.run(() ->
        assertThat(executor.invokeAll(List.of(after(1, "a"), () -> "b"), 2, SECONDS))
            .extracting(Future::resultNow)
            .containsExactly("a", "b"));
  }

  @Test
  void aTimeoutOfAnotherThreadIsRealTime() {
    List<Future<String>> futures =
        world.elsewhere(() ->
            executor.invokeAll(List.of(() -> "a", after(1, "never")), 1, TimeUnit.NANOSECONDS));

    assertThat(futures.getLast().isCancelled()).isTrue();
  }

  @Test
  void whoIsCancelledWhileHeWaitsCancelsAll() {
    world.run(() -> {
      Scope.runOr(
          Deadline.after(Duration.ofSeconds(2)),
          List.of(),
          _ -> executor.invokeAll(List.of(after(1, "a"), after(5, "b"))));
      Task.sleep(Duration.ofSeconds(9));
    });

    assertThat(world.trail).containsExactly("a@1");
  }

  @Test
  void aNullInTheMiddleCancelsWhatWasSubmitted() {
    world.run(() -> {
      assertThat(
              thrownBy(
                  () -> executor.invokeAll(Arrays.<Callable<String>>asList(after(0, "a"), null))))
          .isInstanceOf(NullPointerException.class);
      Task.sleep(Duration.ofSeconds(1));
    });

    assertThat(world.trail).isEmpty();
  }

  @Test
  void whereItIsRejectedWhatWasSubmittedIsCancelled() {
    try (ExecutorWorld small = new ExecutorWorld(new Limits(10, 2))) {
      Callable<Boolean> marks = () -> small.trail.add("ran");
      small.run(() -> {
        assertThatThrownBy(() -> small.executor.invokeAll(List.of(marks, marks, marks)))
            .isInstanceOf(RejectedExecutionException.class);
        Task.sleep(Duration.ofSeconds(1));
      });

      assertThat(small.trail).isEmpty();
    }
  }

  @Test
  void aCallbackIsRefusedBeforeAnythingIsSubmitted() throws InterruptedException {
    CountDownLatch refused = new CountDownLatch(1);
    world.reactor.post(() -> {
      assertThat(thrownBy(() -> executor.invokeAll(List.of(after(0, "a")))))
          .isInstanceOf(IllegalStateException.class);
      refused.countDown();
    });
    world.settle();

    assertThat(refused.getCount()).isZero();
    assertThat(world.trail).isEmpty();
  }
}
