package io.weightless.scope;

import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import io.weightless.sync.Lock;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A task that is told of its cancellation a second time in one turn gives the turn up first; where
/// it can't, it is told all the same.
final class ToldTwiceTest {
  @AutoClose private final Stage stage = new Stage();

  private static final class Initialised {
    static final Class<?> TOLD_FIRST = told();
    static final Class<?> TOLD_AGAIN = told();

    private static Class<?> told() {
      return thrownBy(new Lock()::lock).getClass();
    }
  }

  @Test
  void inAClassInitialiserToo() {
    stage.run(() ->
        Scope.join(scope -> {
          scope.cancel("enough");
          stage.mark(Initialised.TOLD_FIRST);
          stage.mark(Initialised.TOLD_AGAIN);
        }));

    assertThat(stage.trail).containsExactly(Cancelled.class, Cancelled.class);
  }
}
