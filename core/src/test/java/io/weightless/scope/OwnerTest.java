package io.weightless.scope;

import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.Work;
import io.weightless.testkit.FastEngine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Everything of a scope is for the tasks of its own reactor.
class OwnerTest {
  private static final String NOT_A_TASK = "only a task can do this";
  private static final String NOT_THE_OWNER =
      "this belongs to another reactor, or to none that runs now: use Reactor.post";

  @AutoClose private final Stage stage = new Stage();

  @Test
  void outsideATaskThereIsNoScopeAndNoWait() {
    for (Work<?> wait : List.<Work<?>>of(() -> Scope.run(s -> ""), Task::yield)) {
      assertThatThrownBy(wait::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(NOT_A_TASK);
    }
    assertThatThrownBy(() -> Task.sleep(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aCallbackIsNotATask() {
    stage.reactor.post(() -> {
      stage.mark(thrownBy(() -> Scope.run(scope -> "")).getMessage());
      stage.mark(thrownBy(Task::yield).getMessage());
      stage.mark(thrownBy(() -> Task.sleep(Duration.ZERO)).getMessage());
    });

    stage.reactor.step();

    assertThat(stage.trail)
        .hasSize(3)
        .allSatisfy(message -> assertThat((String) message).contains(NOT_A_TASK));
  }

  @Test
  void anotherThreadCanNeitherStartNorCancelNorAwait() throws Exception {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task = scope.start("task", OwnerTest::alwaysReady);
          Task.yield();
          FutureTask<?> other =
              new FutureTask<>(() -> {
                stage.mark(thrownBy(() -> scope.start("x", () -> "")).getMessage());
                stage.mark(thrownBy(() -> scope.cancel("x")).getMessage());
                stage.mark(thrownBy(() -> task.cancel("x")).getMessage());
                stage.mark(thrownBy(task::await).getMessage());
                return null;
              });
          Thread.ofPlatform().start(other);
          other.get();
          task.cancel("enough");
          return null;
        }));

    assertThat(stage.trail).hasSize(4).containsOnly(NOT_THE_OWNER);
  }

  @Test
  void aTaskOfAnotherReactorCanNeitherStartNorCancelNorAwait() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task = scope.start("task", Stage::sleepForEver);
          Task.yield();
          try (Stage other = new Stage()) {
            other.run(() -> {
              stage.mark(thrownBy(() -> scope.start("x", () -> "")).getMessage());
              stage.mark(thrownBy(() -> scope.cancel("x")).getMessage());
              stage.mark(thrownBy(() -> task.cancel("x")).getMessage());
              stage.mark(thrownBy(task::await).getMessage());
            });
          }
          task.cancel("enough");
          return null;
        }));

    assertThat(stage.trail).hasSize(4).containsOnly(NOT_THE_OWNER);
  }

  @Test
  void aCallbackMayStartAndCancel() {
    stage.run(() ->
        stage.mark(
            thrownBy(() ->
                    Scope.run(scope -> {
                      stage.reactor.post(() -> {
                        scope.start("of callback", () -> stage.mark("started"));
                      });
                      stage.reactor.after(Duration.ofSeconds(1), () -> scope.cancel("of callback"));
                      Stage.sleepForEver();
                      return null;
                    }))
                .getMessage()));

    assertThat(stage.trail).containsExactly("started", "of callback");
  }

  @Test
  @FastEngine
  void aThreadThatATaskStartedMayStartAndCancelButNotWait() {
    stage.run(() ->
        stage.mark(
            thrownBy(() ->
                    Scope.run(scope -> {
                      Task<?> task = scope.start("task", Stage::sleepForEver);
                      Thread.startVirtualThread(() -> {
                        stage.mark(thrownBy(task::await).getMessage());
                        stage.mark(thrownBy(Task::yield).getMessage());
                        scope.start("of guest", () -> stage.mark("started"));
                        Thread.yield();
                        scope.cancel("of guest");
                      });
                      Stage.sleepForEver();
                      return null;
                    }))
                .getMessage()));

    assertThat(stage.trail)
        .hasSize(4)
        .endsWith("started", "of guest")
        .satisfies(trail -> assertThat((String) trail.getFirst()).contains(NOT_A_TASK));
  }

  /// While it is, virtual time stands still, also when everybody else waits in the JDK.
  private static void alwaysReady() {
    while (true) {
      Task.yield();
    }
  }
}
