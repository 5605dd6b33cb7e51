package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class InterleavingsTest {
  @Test
  void everyOrderOfTurnsIsTriedOnce() {
    Set<String> orders = new LinkedHashSet<>();
    long tried =
        Interleavings.of(
                simulation -> {
                  List<String> trail = new ArrayList<>();
                  simulation
                      .host("a", () -> twoTasksOfTwoTurns(trail))
                      .atEnd("order", () -> orders.add(trail.toString()));
                })
            .all(1_000);

    assertThat(orders)
        .containsExactlyInAnyOrder(
            "[a1, a2, b1, b2]",
            "[a1, b1, a2, b2]",
            "[a1, b1, b2, a2]",
            "[b1, a1, a2, b2]",
            "[b1, a1, b2, a2]",
            "[b1, b2, a1, a2]");
    assertThat(tried).isEqualTo(6);
  }

  private static void twoTasksOfTwoTurns(List<String> trail) {
    Scope.join(scope -> {
      for (String name : List.of("a", "b")) {
        scope.start(
            name,
            () -> {
              trail.add(name + 1);
              Task.yield();
              trail.add(name + 2);
            });
      }
    });
  }

  @Test
  void theOneOrderInWhichItFailsIsFoundAndTold() {
    Scenario lostUpdate =
        simulation -> {
          int[] count = {0};
          simulation.host(
              "a",
              () -> {
                Scope.join(scope -> {
                  for (int i = 0; i < 2; i++) {
                    scope.start(
                        "adds",
                        () -> {
                          int read = count[0];
                          Task.yield();
                          count[0] = read + 1;
                        });
                  }
                });
                assertThat(count[0]).isEqualTo(2);
              });
        };

    assertThatThrownBy(() -> Interleavings.of(lostUpdate).all(1_000))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("choices [")
        .hasCauseInstanceOf(SimulationFailed.class);
  }

  @Test
  void tooManyOrdersAreRefused() {
    Scenario many = simulation -> simulation.host("a", () -> twoTasksOfTwoTurns(new ArrayList<>()));

    assertThat(Interleavings.of(many).all(6)).isEqualTo(6);
    assertThatThrownBy(() -> Interleavings.of(many).all(5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("more than 5");
  }

  @Test
  void aScenarioThatKeepsStateFromOneOrderToTheNextIsRefused() {
    int[] runs = {0};
    Scenario differs =
        simulation ->
            simulation.host(
                "a",
                () -> {
                  runs[0]++;
                  Scope.join(scope -> {
                    for (int i = 0; i < 2 + runs[0]; i++) {
                      scope.start("t", () -> {});
                    }
                  });
                });

    assertThatThrownBy(() -> Interleavings.of(differs).all(1_000))
        .hasMessageContaining("does not depend on its schedule alone");
  }
}
