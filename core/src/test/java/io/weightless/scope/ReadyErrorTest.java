package io.weightless.scope;

import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// An `Error` of a startup is thrown to its starter, as every other failure.
final class ReadyErrorTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void inACollectingScopeAnErrorBeforeItIsReadyIsTheStarters() {
    stage.run(() ->
        Scope.collect(scope -> {
          stage.mark(
              thrownBy(() ->
                      scope.startUntilReady(
                          "server",
                          _ -> {
                            throw new AssertionError("mine");
                          }))
                  .getMessage());
          return null;
        }));
    assertThat(stage.trail).containsExactly("mine");
  }

  @Test
  void anErrorBeforeItIsReadyIsNotTheScopesConcern() {
    stage.run(() ->
        Scope.join(scope ->
            stage.mark(
                thrownBy(() ->
                        scope.startUntilReady(
                            "server",
                            _ -> {
                              throw new AssertionError("mine");
                            }))
                    .getMessage())));
    assertThat(stage.trail).containsExactly("mine");
  }
}
