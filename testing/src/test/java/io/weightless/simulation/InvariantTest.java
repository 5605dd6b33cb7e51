package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InvariantTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<String> trail = new ArrayList<>();

  @Test
  void anInvariantIsCheckedBetweenStepsAndNamedWhenItDoesNotHold() {
    int[] count = {0};
    Simulation simulation =
        Simulation.seed(2)
            .host(
                "a",
                () -> {
                  count[0] = 3;
                  Task.yield();
                  Task.sleep(SECOND);
                  count[0] = 0;
                })
            .always("never more than two", () -> count[0] <= 2);

    assertThatThrownBy(simulation::run).hasMessageContaining("never more than two");
  }

  @Test
  void anInvariantThatThrowsDoesNotHold() {
    Simulation simulation =
        Simulation.seed(2)
            .host("a", () -> Task.sleep(SECOND))
            .service("s", () -> Task.sleep(Duration.ofDays(1)))
            .always(
                "trail",
                () -> {
                  assertThat(trail).isNotEmpty();
                  return true;
                });

    assertThatThrownBy(simulation::run)
        .isInstanceOf(SimulationFailed.class)
        .hasMessageContaining("seed 2");
  }

  @Test
  void aCheckAtTheEndThatFailsIsAFailure() {
    Simulation simulation =
        Simulation.seed(2)
            .host("a", () -> {})
            .atEnd("something was done", () -> assertThat(trail).isNotEmpty());

    assertThatThrownBy(simulation::run).hasMessageContaining("something was done");
  }
}
