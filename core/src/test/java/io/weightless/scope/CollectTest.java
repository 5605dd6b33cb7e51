package io.weightless.scope;

import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CollectTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void aFailureIsOfTheTaskAloneAndIsThrownToWhoeverAwaitsIt() {
    IllegalStateException failure = new IllegalStateException("mine");
    stage.run(() ->
        stage.mark(
            Scope.collect(scope -> {
              Task<?> failing = scope.start("failing", () -> fail(failure));
              Task<String> other = scope.start("other", () -> later("done"));
              stage.mark(thrownBy(failing::await));
              return other.await();
            })));

    assertThat(stage.trail).containsExactly(failure, "done");
  }

  @Test
  void aFailureThatNobodyAwaitedIsThrownAtTheEndWithTheOthersInIt() {
    IOException first = new IOException("first");
    Error second = new Error("second");
    stage.run(() ->
        stage.markAt(
            thrownBy(() ->
                    Scope.collect(scope -> {
                      scope.start("failing", () -> fail(first));
                      scope.start("failing too", () -> fail(second));
                      scope.start("other", () -> later("done"));
                      return "lost";
                    }))
                .getMessage()));

    assertThat(stage.trail).containsExactly("first@1");
    assertThat(first.getSuppressed()).containsExactly(second);
  }

  @Test
  void aFailureThatWasAwaitedAfterTheTaskHadEndedIsNotThrownAgain() {
    stage.run(() ->
        stage.mark(
            Scope.collect(scope -> {
              Task<?> failing = scope.start("failing", () -> fail(new IOException("mine")));
              sleep(1);
              assertThat(thrownBy(failing::await)).isInstanceOf(TaskFailed.class);
              return "result";
            })));

    assertThat(stage.trail).containsExactly("result");
  }

  @Test
  void aTaskOfAnotherScopeMayBeTheOneThatAwaits() {
    stage.run(() ->
        Scope.run(around -> {
          List<Task<?>> tasks = new ArrayList<>();
          Task<Throwable> awaiting =
              around.start(
                  "awaiting",
                  () -> {
                    sleep(1);
                    return thrownBy(tasks.getFirst()::await);
                  });
          Scope.collect(scope -> {
            tasks.add(scope.start("failing", () -> fail(new IllegalStateException("mine"))));
            sleep(2);
            return null;
          });
          stage.mark(awaiting.await().getMessage());
          return null;
        }));

    assertThat(stage.trail).containsExactly("mine");
  }

  @Test
  void theBodysOwnFailureCancelsAll() {
    IOException own = new IOException("own");
    IOException of = new IOException("of a task");
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              Scope.collect(scope -> {
                scope.start("failing", () -> fail(of));
                scope.start("endless", Stage::sleepForEver);
                Task.yield();
                throw own;
              }));
      stage.markAt(thrown.getMessage());
    });

    assertThat(stage.trail).containsExactly("own@0");
    assertThat(own.getSuppressed()).containsExactly(of);
  }

  @Test
  void aScopeInsideAnEachFailsAsItWould() {
    IOException failure = new IOException("inner");
    stage.run(() ->
        Scope.collect(scope -> {
          Task<?> task =
              scope.start(
                  "with a scope",
                  () ->
                      Scope.run(inner -> {
                        inner.start("failing", () -> fail(failure));
                        sleepForEver();
                        return null;
                      }));
          stage.mark(thrownBy(task::await).getCause());
          return null;
        }));

    assertThat(stage.trail).containsExactly(failure);
  }

  @Test
  void failuresThatNobodyAwaitsAreKeptUpToALimit() {
    stage.run(() -> {
      Throwable within = thrownBy(() -> failOften(Outcome.KEPT_FAILURES));
      assertThat(within.getSuppressed()).hasSize(Outcome.KEPT_FAILURES - 1);
      stage.markAt("all");

      Throwable beyond = thrownBy(() -> failOften(Outcome.KEPT_FAILURES + 1));
      assertThat(beyond.getSuppressed()).hasSize(Outcome.KEPT_FAILURES);
      stage.markAt("at once");
    });

    assertThat(stage.trail).containsExactly("all@9", "at once@9");
  }

  private static void failOften(int times) {
    Scope.collect(scope -> {
      for (int i = 0; i < times; i++) {
        scope.start("failing", () -> fail(new IllegalStateException("mine")));
      }
      sleep(9);
      return null;
    });
  }

  private static String later(String result) {
    sleep(1);
    return result;
  }

  private static <X extends Throwable> void fail(X failure) throws X {
    throw failure;
  }
}
