package io.weightless.reactor;

import static io.weightless.reactor.ExecutorWorld.thrownBy;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What AbstractExecutorService promises of invokeAny, for tasks and for threads that call it.
class InvokeAnyTest {
  @AutoClose private final ExecutorWorld world = new ExecutorWorld();
  private final ReactorExecutor executor = world.executor;

  private Callable<String> after(int seconds, String value) {
    return () -> {
      try {
        Task.sleep(Duration.ofSeconds(seconds));
        world.markAt(value);
        return value;
      } finally {
        world.markAt("end of " + value);
      }
    };
  }

  private static Callable<String> failsAfter(int seconds, String message) {
    return () -> {
      Task.sleep(Duration.ofSeconds(seconds));
      throw new IllegalStateException(message);
    };
  }

  @Test
  void theFirstThatSucceedsIsReturnedAndTheOthersAreCancelled() {
    world.run(
        () -> world.markAt("any " + executor.invokeAny(List.of(after(3, "a"), after(1, "b")))));

    assertThat(world.trail).containsExactly("b@1", "end of b@1", "any b@1", "end of a@1");
  }

  @Test
  void failuresArePassedOver() {
    world.run(() ->
        world.mark(
            executor.invokeAny(List.of(failsAfter(1, "x"), after(2, "a"), failsAfter(3, "y")))));

    assertThat(world.trail).endsWith("a");
  }

  @Test
  void whenAllFailTheLastFailureIsTheCause() {
    world.run(() ->
        assertThat(
                thrownBy(() ->
                    executor.invokeAny(List.of(failsAfter(2, "last"), failsAfter(1, "first")))))
            .isInstanceOf(ExecutionException.class)
            .cause()
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("last"));
  }

  @Test
  void whenTheLastIsCancelledThatIsTheCauseAndNotTheCallersOwnCancellation() {
    world.run(() ->
        assertThat(thrownBy(() -> executor.invokeAny(List.of(this::shutsDown))))
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(CancellationException.class));
  }

  private String shutsDown() {
    executor.shutdownNow();
    Task.sleep(Duration.ofSeconds(1));
    return "never";
  }

  @Test
  void thoseThatHaveNotBegunWhenOneHasSucceededNeverDo() {
    world.run(() -> {
      world.mark(
          executor.invokeAny(List.of(() -> "at once", after(0, "second"), after(0, "third"))));
      Task.sleep(Duration.ofSeconds(1));
    });

    assertThat(world.trail).contains("at once").doesNotContain("second", "third");
  }

  @Test
  void whenTheTimeoutPassesAllAreCancelled() {
    world.run(() -> {
      assertThat(
              thrownBy(() -> executor.invokeAny(List.of(after(5, "a"), after(9, "b")), 2, SECONDS)))
          .isInstanceOf(TimeoutException.class);
      world.markAt("timed out");
    });

    assertThat(world.trail).containsExactly("timed out@2", "end of a@2", "end of b@2");
  }

  @Test
  void withinTheTimeoutItIsTheFirst() {
    world.run(
        () -> world.mark(executor.invokeAny(List.of(after(5, "a"), after(1, "b")), 2, SECONDS)));

    assertThat(world.trail).contains("b");
  }

  @Test
  void anotherThreadCallsIt() {
    assertThat(
            world.<String>elsewhere(() ->
                executor.invokeAny(
                    List.of(
                        () -> {
                          throw new IllegalStateException();
                        },
                        () -> "value"))))
        .isEqualTo("value");
  }

  @Test
  void whoIsCancelledWhileHeWaitsCancelsAll() {
    world.run(() ->
        world.markAt(
            Scope.runOr(
                Deadline.after(Duration.ofSeconds(2)),
                "too late",
                _ -> executor.invokeAny(List.of(after(5, "a"))))));

    assertThat(world.trail).containsExactly("too late@2", "end of a@2");
  }

  @Test
  @SuppressWarnings("NullAway")
  void nothingAndNullAreRefused() {
    assertThat(thrownBy(() -> executor.invokeAny(List.<Callable<String>>of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no task to invoke");
    assertThat(thrownBy(() -> executor.invokeAny(null))).isInstanceOf(NullPointerException.class);
    assertThat(
            thrownBy(
                () -> executor.invokeAny(Arrays.<Callable<String>>asList(after(0, "a"), null))))
        .isInstanceOf(NullPointerException.class);
    world.settle();
    assertThat(world.trail).isEmpty();
  }
}
