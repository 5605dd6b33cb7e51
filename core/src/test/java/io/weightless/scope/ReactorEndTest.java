package io.weightless.scope;

import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.engine.internal.Life;
import io.weightless.engine.internal.Strand;
import io.weightless.reactor.Cancelled;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Logger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Scopes when their reactor fails, is interrupted or is closed.
class ReactorEndTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void aFailingCallbackUnwindsAllScopesAndIsThrown() {
    RuntimeException failure = new IllegalStateException("callback");

    assertThatThrownBy(() ->
            stage.run(() -> {
              stage.reactor.after(
                  Duration.ofSeconds(1),
                  () -> {
                    throw failure;
                  });
              treeOfWaiters();
            }))
        .isSameAs(failure)
        .hasNoSuppressedExceptions();

    assertThat(stage.trail).hasSize(3).allSatisfy(this::namesTheReactor);
  }

  @Test
  void anInterruptOfTheRunningThreadUnwindsAllScopes() {
    Thread runner = Thread.currentThread();

    assertThatThrownBy(() ->
            stage.run(() -> {
              stage.reactor.after(Duration.ofSeconds(1), runner::interrupt);
              treeOfWaiters();
            }))
        .isInstanceOf(CancellationException.class)
        .hasNoSuppressedExceptions();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(stage.trail).hasSize(3).allSatisfy(this::namesTheReactor);
  }

  @Test
  void aScopeWhoseTasksTheReactorCutDoesNotReturnAsIfTheyHadEnded() {
    assertThatThrownBy(() ->
            stage.run(() -> {
              stage.reactor.after(
                  Duration.ofSeconds(1),
                  () -> {
                    throw new IllegalStateException("callback");
                  });
              Scope.run(scope -> scope.start("worker", Stage::sleepForEver));
              stage.mark("as if the worker had ended");
            }))
        .hasMessage("callback");

    assertThat(stage.trail).isEmpty();
  }

  @Test
  void aTaskThatStartsWhileTheReactorEndsIsInterruptedInItsFirstWaitOfTheJdk() {
    assertThatThrownBy(() ->
            stage.run(() -> {
              stage.reactor.post(() -> {
                throw new IllegalStateException("callback");
              });
              try {
                sleepForEver();
              } finally {
                Scope.run(scope -> scope.start("late", this::takeAndMark));
              }
            }))
        .hasMessage("callback");

    assertThat(stage.trail).containsExactly("InterruptedException");
  }

  @Test
  void aCancelledScopeThatEndsWhileTheReactorEndsLeavesTheFlagForTheNextWaitOfTheJdk() {
    assertThatThrownBy(() ->
            stage.run(() -> {
              Scope.run(scope -> {
                scope.cancel("enough");
                stage.reactor.post(() -> {
                  throw new IllegalStateException("callback");
                });
                return scope.start("waited for", () -> "");
              });
              takeAndMark();
            }))
        .hasMessage("callback");

    assertThat(stage.trail).containsExactly("InterruptedException");
  }

  @Test
  void closingTheReactorUnwindsAllScopes() {
    stage.reactor.post(() ->
        Strand.start(
            "root", Life.of(() -> stage.mark(thrownBy(this::treeOfWaiters).getMessage()))));
    stage.reactor.step();

    closeSilently();

    assertThat(stage.trail).hasSize(4).allSatisfy(this::namesTheReactor);
    assertThat(stage.reactor.tasks()).isEmpty();
  }

  private void closeSilently() {
    Logger logger = Logger.getLogger("io.weightless.reactor");
    logger.setFilter(logged -> false);
    try {
      stage.reactor.close();
    } finally {
      logger.setFilter(null);
    }
  }

  private void treeOfWaiters() {
    Scope.run(outer -> {
      outer.start(
          "task",
          () ->
              Scope.run(inner -> {
                inner.start("child", this::waitAndMark);
                waitAndMark();
                return null;
              }));
      waitAndMark();
      return null;
    });
  }

  private void takeAndMark() {
    stage.mark(thrownBy(() -> new LinkedBlockingQueue<>().take()).getClass().getSimpleName());
  }

  private void waitAndMark() {
    try {
      sleepForEver();
    } catch (Cancelled cancelled) {
      stage.mark(cancelled.getMessage());
      throw cancelled;
    }
  }

  private void namesTheReactor(Object message) {
    assertThat((String) message).contains("reactor");
  }
}
