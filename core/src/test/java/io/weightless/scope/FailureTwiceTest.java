package io.weightless.scope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A failure that comes to a scope through two of its tasks.
final class FailureTwiceTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void aFailureThatComesThroughTwoTasksIsSuppressedOnce() {
    IllegalStateException first = new IllegalStateException("first");
    IllegalStateException second = new IllegalStateException("second");
    stage.run(() ->
        stage.mark(
            Stage.thrownBy(() ->
                Scope.run(scope -> {
                  Task<?> late =
                      scope.start(
                          "late",
                          () ->
                              Scope.shield(_ -> {
                                Stage.sleep(2);
                                throw second;
                              }));
                  scope.start("awaits it", () -> Scope.shield(_ -> late.await()));
                  scope.start(
                      "early",
                      () -> {
                        Stage.sleep(1);
                        throw first;
                      });
                  return null;
                }))));

    assertThat(stage.trail).containsExactly(first);
    assertThat(first.getSuppressed()).containsExactly(second);
  }
}
