package io.weightless.scope;

import static io.weightless.scope.Stage.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.TaskInfo;
import java.time.Duration;
import java.util.*;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A task that a timer's callback starts is born "now", not at the last step; so is main.
final class AgeTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void aTaskThatATimerStartsIsNotOlderThanItsStart() {
    stage.run(() ->
        Scope.join(scope -> {
          stage.reactor.after(Duration.ofHours(1), () -> scope.start("late", Stage::sleepForEver));
          sleep(3601);
          for (TaskInfo t : stage.reactor.tasks()) stage.mark(t.name() + " " + t.age());
          scope.cancel("listed");
        }));
    assertThat(stage.trail).containsExactly("main PT1H1S", "late PT1S");
  }

  @Test
  void mainIsAsOldAsItsRun() {
    stage.clock.advance(Duration.ofHours(5));
    stage.run(() -> stage.mark(stage.reactor.tasks().getFirst().age()));
    assertThat(stage.trail).containsExactly(Duration.ZERO);
  }
}
