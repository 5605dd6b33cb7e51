package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.component.Component;
import io.weightless.component.Place;
import io.weightless.component.Wire;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
  void whatOneSendsStaysInOrderWhereItsWireIsMadeAnewAndTheEndComesLast() {
    each(() -> {
      List<Integer> taken = new ArrayList<>();
      var from = numbers();
      from.out.keeping(1);
      var to = taker(taken).on(Place.named("far"));
      part(
              "parent",
              self -> {
                Wire wire = self.wire(from.out, to.in);
                for (int i = 0; i < 5; i++) {
                  Task.sleep(Duration.ofMillis(1));
                  wire.remove();
                  wire = self.wire(from.out, to.in);
                }
              })
          .run();
      assertThat(taken).isEqualTo(IntStream.range(0, VALUES).boxed().toList());
    });
  }

  @Test
  void anInletEndsThoughWhatWasRemovedStillArrived() {
    each(() -> {
      List<Integer> taken = new ArrayList<>();
      var from = numbers();
      var to = taker(taken).on(Place.named("far"));
      Component<Void, Integer> silent = part("silent", _ -> {});
      part(
              "parent",
              self -> {
                Wire wire = self.wire(from.out, to.in);
                Task.sleep(Duration.ofMillis(2));
                wire.remove();
                self.wire(silent.out, to.in);
              })
          .run();
      assertThat(to.state()).isEqualTo(Component.State.FINISHED);
    });
  }

  @Test
  void aWireThatIsRefusedHoldsNobodyUp() {
    each(() -> {
      List<Integer> taken = new ArrayList<>();
      var from = numbers();
      var to = taker(taken).on(Place.named("far"));
      part(
              "parent",
              self -> {
                self.wire(from.out, to.in);
                assertThatThrownBy(() -> self.wire(from.out, to.in))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is wired already");
              })
          .run();
      assertThat(taken).hasSize(VALUES);
    });
  }

  @Test
  void allPlacesAreClosedWheneverTheirRunIsCancelled() {
    each(() -> {
      List<Reactor> used = new ArrayList<>();
      List<Place> places = List.of(Place.named("near"), Place.named("far"));
      Scope.join(scope -> {
        Task<?> running = scope.start("runs", () -> runAt(places, used));
        for (int i = Reactor.current().random().nextInt(80); i > 0; i--) {
          Task.sleep(Duration.ofNanos(1_000));
        }
        running.cancel("not wanted");
      });
      assertClosed(used);
      runAt(places, used); // one that was left open would be used again, and not be closed
      assertClosed(used);
    });
  }

  private static void assertClosed(List<Reactor> used) {
    for (Reactor one : used) {
      assertThatThrownBy(() -> one.post(() -> {})).hasMessage("this reactor is closed");
    }
  }

  private static void runAt(List<Place> places, List<Reactor> used) {
    part(
            "parent",
            self -> {
              for (Place place : places) {
                Component<Void, Void> there = part("there", _ -> used.add(Reactor.current()));
                self.add(there.on(place));
              }
            })
        .run();
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
