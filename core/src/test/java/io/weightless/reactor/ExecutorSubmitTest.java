package io.weightless.reactor;

import static io.weightless.reactor.ExecutorWorld.thrownBy;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.engine.internal.Rethrow;
import io.weightless.engine.internal.Suspension;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What AbstractExecutorService and ThreadPoolExecutor promise of execute and submit, on a reactor.
class ExecutorSubmitTest {
  @AutoClose private final ExecutorWorld world = new ExecutorWorld();
  private final ReactorExecutor executor = world.executor;

  @Test
  void whatIsExecutedRunsAsATaskThatMayWait() {
    executor.execute(() -> {
      assertThat(Reactor.current()).isSameAs(world.reactor);
      Task.sleep(Duration.ofSeconds(2));
      world.markAt("slept");
    });
    executor.execute(world.marksAt("other"));
    world.settle();
    world.pass(2);

    assertThat(world.trail).containsExactly("other@0", "slept@2");
  }

  @Test
  void aCallablesValueIsInItsFuture() throws Exception {
    Future<String> future = executor.submit(() -> "value");
    assertThat(future.isDone()).isFalse();
    world.settle();

    assertThat(future.isDone()).isTrue();
    assertThat(future.get()).isEqualTo("value");
    assertThat(future.state()).isEqualTo(Future.State.SUCCESS);
  }

  @Test
  void aRunnablesFutureHasTheResultThatWasGivenOrNull() throws Exception {
    Future<String> given = executor.submit(world.marks("first"), "given");
    Future<?> none = executor.submit(world.marks("second"));
    world.settle();

    assertThat(given.get()).isEqualTo("given");
    assertThat(none.get()).isNull();
    assertThat(world.trail).containsExactly("first", "second");
  }

  @Test
  void whatIsSubmittedRunsInOrderAmongTheTasksThatAreReady() {
    world.run(() -> {
      executor.execute(world.marks(1));
      world.reactor.post(world.marks(2));
      var _ = executor.submit(world.marks(3));
      var _ = executor.schedule(world.marks(4), 0, SECONDS);
      var _ = executor.schedule(world.marks(5), -1, SECONDS);
      world.mark(0);
    });

    assertThat(world.trail).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void whatAnotherThreadSubmitsRunsInItsOrder() {
    world.elsewhere(() -> {
      for (int i = 0; i < 100; i++) {
        executor.execute(world.marks(i));
      }
      return executor.submit(world.marks(100)).get();
    });

    assertThat(world.trail).hasSize(101).isSortedAccordingTo((a, b) -> (int) a - (int) b);
  }

  @Test
  @SuppressWarnings("NullAway")
  void nullIsRefused() {
    assertThatThrownBy(() -> executor.execute(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> executor.submit((Callable<?>) null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> executor.submit((Runnable) null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> executor.submit(null, "result"))
        .isInstanceOf(NullPointerException.class);
  }

  static List<Throwable> failures() {
    return List.of(
        new IOException("checked"),
        new IllegalStateException("unchecked"),
        new AssertionError("error"),
        new CompletionException("wrapped", new IOException("inside")),
        new CancellationException("of something else"),
        new Cancelled("of somebody else", "stray"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatASubmittedTaskThrowsIsTheCauseOfWhatGetThrows(Throwable failure) {
    Future<?> future =
        executor.submit(
            (Callable<@Nullable Void>)
                () -> {
                  Rethrow.<Exception>as(failure);
                  return null;
                });
    world.settle();

    assertThat(thrownBy(future::get))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isSameAs(failure);
    assertThat(future.isCancelled()).isFalse();
    assertThat(future.exceptionNow()).isSameAs(failure);
  }

  @Test
  void whatAnExecutedCommandThrowsIsGivenToTheOwnerOfTheReactorsFailures() {
    List<String> failed = new ArrayList<>();
    world.reactor.onFailure((who, failure) -> failed.add(who + ": " + failure.getMessage()));
    executor.execute(() -> {
      throw new IllegalStateException("mine");
    });
    executor.execute(world.marks("next"));
    world.settle();

    assertThat(failed)
        .containsExactly("task '" + ExecutorSubmitTest.class.getName() + "$$Lambda': mine");
    assertThat(world.trail).containsExactly("next");
  }

  @Test
  void withoutAnOwnerItIsThrownFromRun() {
    Throwable thrown =
        thrownBy(() ->
            world.run(() -> {
              executor.execute(() -> {
                throw new IllegalStateException("mine");
              });
              Task.sleep(Duration.ofDays(1));
            }));

    assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessage("mine");
  }

  @Test
  void runWaitsForWhatItsTasksSubmitted() {
    world.run(() ->
        executor.execute(() -> {
          for (int i = 0; i < 1000; i++) {
            Suspension.yield();
          }
          executor.execute(world.marks("inner"));
        }));

    assertThat(world.trail).containsExactly("inner");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void overTheLimitOfPostsItIsRejected(boolean inside) {
    try (ExecutorWorld small = new ExecutorWorld(new Limits(10, 2))) {
      Runnable three =
          () -> {
            small.executor.execute(small.marks(1));
            var _ = small.executor.submit(small.marks(2));
            small.mark(thrownBy(() -> small.executor.execute(small.marks(3))));
          };
      if (inside) {
        small.run(three::run);
      } else {
        three.run();
        small.settle();
      }
      small.executor.execute(small.marks(4));
      small.settle();

      assertThat(small.trail.getFirst())
          .isInstanceOf(RejectedExecutionException.class)
          .hasToString(
              "java.util.concurrent.RejectedExecutionException:"
                  + " this reactor has 2 posts that did not run yet, its limit");
      assertThat(small.trail).element(1).isEqualTo(1);
      assertThat(small.trail).endsWith(2, 4);
    }
  }

  @Test
  void whatRunsIsListedByTheNameOfItsCode() {
    executor.execute(() -> Task.sleep(Duration.ofSeconds(1)));
    world.settle();

    assertThat(world.reactor.tasks())
        .singleElement()
        .asString()
        .startsWith("task '" + ExecutorSubmitTest.class.getName() + "$$Lambda', 0.0 s, waits for");
    world.pass(1);
  }
}
