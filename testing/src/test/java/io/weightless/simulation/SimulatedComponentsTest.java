package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component;
import io.weightless.component.Place;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Components at several places of a simulated host, in each order that chance makes of them.
final class SimulatedComponentsTest {
  private static final int SEEDS = 60;
  private static final int VALUES = 30;

  private interface Program<I, O> {
    void run(Component<I, O> self) throws Exception;
  }

  private static <I, O> Component<I, O> part(String name, Program<I, O> program) {
    return new Component<>(name) {
      @Override
      protected void main() throws Exception {
        program.run(this);
      }
    };
  }

  private static Component<Void, Integer> numbers() {
    return part(
        "numbers",
        self -> {
          for (int i = 0; i < VALUES; i++) {
            self.out.send(i);
            if (Reactor.current().random().nextInt(6) == 0) {
              Task.sleep(Duration.ofMillis(1));
            }
          }
        });
  }

  private static Component<Integer, Void> taker(List<Integer> taken) {
    Component<Integer, Void> taker =
        part(
            "taker",
            self -> {
              for (Integer value : self.in) {
                taken.add(value);
                Task.sleep(Duration.ofMillis(1));
              }
            });
    taker.in.limit(2);
    return taker;
  }

  private static void each(Runnable program) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Simulation.seed(seed).limit(Duration.ofMinutes(1)).host("a", program::run).run();
    }
  }

  @Test
  void onePlaceMayOpenAnotherOne() {
    each(() -> {
      List<Integer> taken = new ArrayList<>();
      numbers().on(Place.named("first")).into(taker(taken)).on(Place.named("second")).run();
      assertThat(taken).hasSize(VALUES);
    });
  }
}
