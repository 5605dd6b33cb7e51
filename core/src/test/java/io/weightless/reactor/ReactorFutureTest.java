package io.weightless.reactor;

import static io.weightless.reactor.ExecutorWorld.thrownBy;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A CompletableFuture whose home is a reactor. Its stage methods: see [FutureStagesTest].
class ReactorFutureTest {
  @AutoClose private final ExecutorWorld world = new ExecutorWorld();
  private final ReactorExecutor executor = world.executor;
  private final ReactorFuture<String> future = executor.future();

  @Test
  void itsDefaultExecutorIsItsOwnAndSoIsThatOfWhatIsChainedToIt() {
    CompletableFuture<Integer> chained =
        future.thenApply(String::length).copy().newIncompleteFuture();

    assertThat(future.defaultExecutor()).isSameAs(executor);
    assertThat(chained).isInstanceOf(ReactorFuture.class);
    assertThat(chained.defaultExecutor()).isSameAs(executor);
  }

  @Test
  void aSupplierRunsAsATaskThatMayWait() {
    world.run(() -> {
      ReactorFuture<String> supplied =
          executor.supply(() -> {
            Task.sleep(Duration.ofSeconds(2));
            return "value";
          });
      world.markAt(supplied.thenApplyAsync(value -> value + "!").join());
    });

    assertThat(world.trail).containsExactly("value!@2");
  }

  @Test
  void aFailingSupplierIsTheFuturesFailureAndNotTheReactors() {
    ReactorFuture<String> supplied =
        executor.supply(() -> {
          throw new IllegalStateException("mine");
        });
    world.settle();

    assertThat(thrownBy(supplied::get))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("mine");
    assertThat(thrownBy(supplied::join)).isInstanceOf(CompletionException.class);
  }

  @Test
  void getAndJoinInATaskLetTheOthersGoOn() {
    world.run(() ->
        Scope.join(scope -> {
          scope.start("get", () -> world.markAt("get " + future.get()));
          scope.start("join", () -> world.markAt("join " + future.join()));
          scope.start("timed", () -> world.markAt("timed " + future.get(5, SECONDS)));
          Task.sleep(Duration.ofSeconds(3));
          future.complete("value");
        }));

    assertThat(world.trail)
        .containsExactlyInAnyOrder("get value@3", "join value@3", "timed value@3");
  }

  @Test
  void aTaskWaitsForWhatAnotherThreadCompletes() throws InterruptedException {
    CountDownLatch waiting = new CountDownLatch(1);
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              try {
                waiting.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              future.complete("from outside");
            });
    world.run(() -> {
      executor.execute(waiting::countDown);
      world.mark(future.join());
    });
    other.join();

    assertThat(world.trail).containsExactly("from outside");
  }

  @Test
  void aCancelledTaskStopsWaitingAndLeavesTheFutureAlone() {
    world.run(() ->
        world.markAt(
            Scope.runOr(Deadline.after(Duration.ofSeconds(1)), "too late", _ -> future.get())));

    assertThat(world.trail).containsExactly("too late@1");
    assertThat(future).isNotDone();
  }

  @Test
  void orTimeoutIsOnTheReactorsClock() {
    ReactorFuture<String> same = future.orTimeout(10, SECONDS);
    assertThat(same).isSameAs(future);
    world.settle();
    world.pass(9);
    assertThat(future).isNotDone();
    world.pass(1);

    assertThat(future.exceptionNow()).isInstanceOf(TimeoutException.class);
  }

  @Test
  void completeOnTimeoutIsOnTheReactorsClock() {
    world.run(() -> world.markAt(future.completeOnTimeout("late", 3600, SECONDS).join()));

    assertThat(world.trail).containsExactly("late@3600");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsCompleteInTimeLeavesNoTimerBehind(boolean orTimeout) {
    try (ExecutorWorld small = new ExecutorWorld(new Limits(1, 10))) {
      small.run(() -> {
        for (int i = 0; i < 3; i++) {
          ReactorFuture<String> each = small.executor.future();
          if (orTimeout) {
            var _ = each.orTimeout(1, SECONDS);
          } else {
            var _ = each.completeOnTimeout("late", 1, SECONDS);
          }
          each.complete("in time");
        }
        ReactorFuture<String> late = small.executor.<String>future().orTimeout(1, SECONDS);
        assertThat(thrownBy(late::join)).hasCauseInstanceOf(TimeoutException.class);
      });
    }
  }

  @Test
  void aTimeoutThatTheReactorHasNoRoomForIsTheFuturesFailure() {
    try (ExecutorWorld small = new ExecutorWorld(new Limits(1, 10))) {
      ReactorFuture<String> first = small.executor.<String>future().orTimeout(1, SECONDS);
      ReactorFuture<String> second = small.executor.<String>future().orTimeout(1, SECONDS);
      small.settle();
      small.pass(1);

      assertThat(first.exceptionNow()).isInstanceOf(TimeoutException.class);
      assertThat(second.exceptionNow()).hasMessage("this reactor has 1 pending timers, its limit");
    }
  }

  @Test
  void timeoutsThatOtherThreadsSetArePostsAgainstTheirLimit() {
    try (ExecutorWorld small = new ExecutorWorld(new Limits(10, 2))) {
      List<ReactorFuture<String>> all = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        all.add(small.executor.<String>future().orTimeout(1, SECONDS));
      }
      assertThat(all.removeLast().exceptionNow())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("this reactor has 2 posts that did not run yet, its limit");
      assertThat(all).filteredOn(each -> !each.isDone()).hasSize(2);
      small.settle();
      small.reactor.post(small.marks("there is room again"));
      small.pass(1);

      assertThat(small.trail).containsExactly("there is room again");
      assertThat(all).filteredOn(each -> !each.isDone()).isEmpty();
    }
  }

  @Test
  void completeAsyncCompletesItFromATask() {
    var _ = future.completeAsync(FutureStagesTest::here);
    world.settle();

    assertThat(future.join()).isEqualTo("a task of Reactor[none, 1 tasks]");
  }

  @Test
  void whoeverIsFirstCompletesIt() {
    assertThat(future.complete("first")).isTrue();
    assertThat(future.complete("second")).isFalse();
    assertThat(future.completeExceptionally(new IllegalStateException())).isFalse();
    assertThat(future.cancel(true)).isFalse();
    assertThat(future.join()).isEqualTo("first");
  }

  @Test
  void whatIsCancelledIsCancelledForThoseBehindIt() {
    CompletableFuture<String> behind = future.thenApplyAsync(value -> value + "!");
    future.cancel(false);
    world.settle();

    assertThat(future.isCancelled()).isTrue();
    assertThat(behind.isCompletedExceptionally()).isTrue();
    assertThat(thrownBy(behind::join)).hasCauseInstanceOf(CancellationException.class);
    assertThat(thrownBy(future::join)).isInstanceOf(CancellationException.class);
  }

  @Test
  void allOfAndAnyOfTakeThem() {
    ReactorFuture<String> second = executor.supply(() -> "second");
    CompletableFuture<Void> all = CompletableFuture.allOf(future, second);
    CompletableFuture<Object> any = CompletableFuture.anyOf(future, second);
    world.settle();
    assertThat(any.join()).isEqualTo("second");
    assertThat(all).isNotDone();
    future.complete("first");

    assertThat(all).isDone();
  }

  @Test
  void aTaskAwaitsWhatIsSubmitted() {
    world.run(() -> {
      world.markAt(Task.await(executor.submit(() -> "submitted")));
      world.markAt(Task.await(executor.supply(() -> "supplied")));
    });

    assertThat(world.trail).containsExactly("submitted@0", "supplied@0");
  }
}
