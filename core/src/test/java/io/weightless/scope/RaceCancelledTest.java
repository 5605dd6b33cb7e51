package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import java.util.*;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Failures of a race that is cancelled.
final class RaceCancelledTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void whatAContenderFailsWithWhileACancelledRaceUnwindsIsNotLost() {
    IllegalStateException cleanUp = new IllegalStateException("clean-up");
    List<java.util.concurrent.Callable<Integer>> contenders =
        List.of(
            () -> failWhenCancelled(cleanUp),
            () -> {
              sleepForEver();
              return 2;
            });
    stage.run(() ->
        stage.mark(
            thrownBy(() -> Scope.run(Deadline.after(seconds(1)), _ -> Scope.race(contenders)))));
    assertThat(stage.trail).containsExactly(cleanUp);
  }

  private static Integer failWhenCancelled(RuntimeException e) {
    try {
      sleepForEver();
    } catch (Cancelled _) {
      throw e;
    }
    return 1;
  }
}
