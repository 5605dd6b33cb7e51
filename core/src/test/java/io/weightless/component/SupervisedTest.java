package io.weightless.component;

import static io.weightless.component.Parts.numbers;
import static io.weightless.component.Parts.part;
import static io.weightless.component.Parts.sends;
import static io.weightless.component.Parts.takes;
import static io.weightless.component.Parts.withoutTens;
import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.component.Component.State;
import io.weightless.scene.Scene;
import io.weightless.scope.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Components that are kept alive.
class SupervisedTest {
  private static final Supervisor.Intensity OFTEN = new Supervisor.Intensity(50, seconds(1_000));
  private static final Supervisor.BackOff A_SECOND =
      new Supervisor.BackOff(seconds(2), seconds(2)); // less a part of up to a half

  @AutoClose private final Scene scene = new Scene();

  private final List<Component<Integer, Integer>> made = new ArrayList<>();

  private Component<Integer, Integer> fragile() {
    Component<Integer, Integer> fragile = Parts.fragile();
    made.add(fragile);
    return fragile;
  }

  private Supervised<Integer, Integer> kept(Supplier<Component<Integer, Integer>> maker) {
    return new Supervised<>(maker, OFTEN, A_SECOND);
  }

  private void run(Component<?, ?> component) {
    scene.run(_ -> {
      component.run();
      return null;
    });
  }

  @Test
  void nothingIsLostButWhatTheOneThatCrashedHadReceived() {
    run(
        sends(numbers(305))
            .into(kept(this::fragile))
            .into(
                part(
                    "end",
                    (in, _) -> {
                      in.forEach(scene::mark);
                      scene.mark("end");
                    })));

    assertThat(scene.trail.removeLast()).isEqualTo("end");
    assertThat(scene.trail).isEqualTo(withoutTens(305));
    assertThat(made).hasSize(31);
    assertThat(made.stream().map(Component::path)).containsOnly("Pipeline/Supervised/fragile");
    assertThat(made.getLast().state()).isEqualTo(State.FINISHED);
  }

  @Test
  void itPausesBeforeTheNextOne() {
    run(
        sends(numbers(12))
            .into(
                kept(() -> {
                  scene.markAt("made");
                  return fragile();
                }))
            .into(takes(_ -> {})));

    assertThat(scene.trail).containsExactly("made@0", "made@1");
  }

  @Test
  void itGivesUpWithThePathOfTheOneThatCrashed() {
    var weak =
        new Supervised<>(
            this::fragile,
            new Supervisor.Intensity(2, seconds(100)),
            new Supervisor.BackOff(Duration.ZERO, Duration.ZERO));
    scene.run(_ -> {
      assertThatThrownBy(() -> sends(numbers(100)).into(weak).into(takes(_ -> {})).run())
          .isInstanceOfSatisfying(
              ComponentFailed.class,
              failed -> assertThat(failed.path()).isEqualTo("Pipeline/Supervised/fragile"))
          .hasMessageContaining("no 30");
      return null;
    });

    assertThat(made).hasSize(3);
    assertThat(weak.state()).isEqualTo(State.CRASHED);
  }

  @Test
  void aMakerThatFailsIsAskedAgain() {
    run(
        sends(numbers(15))
            .into(
                kept(() -> {
                  scene.mark("asked");
                  if (scene.trail.stream().filter("asked"::equals).count() == 2) {
                    throw new IllegalStateException("not now");
                  }
                  return fragile();
                }))
            .into(takes(scene::mark)));

    assertThat(scene.trail.stream().filter("asked"::equals)).hasSize(3);
    assertThat(scene.trail).endsWith(11, 12, 13, 14, 15);
  }

  @Test
  void aDrainWhileItPausesLetsTheNextOneFinish() {
    var supervised = kept(this::fragile);
    Graph<Void, Void> graph = new Graph<>();
    graph.wire(sends(numbers(15)).out, supervised.in);
    graph.wire(supervised.out, takes(scene::mark).in);
    graph.add(part("drains", (_, _) -> drainsLater(graph)));
    run(graph);

    assertThat(scene.trail).isEqualTo(withoutTens(15));
    assertThat(supervised.state()).isEqualTo(State.FINISHED);
  }

  private static void drainsLater(Component<?, ?> component) {
    for (int i = 0; i < 20; i++) {
      Scene.settle(); // the first one has crashed by then, and no time has passed
    }
    component.drain();
  }

  @Test
  void aDrainWhileItPausesAndNobodyFeedsItIsItsEnd() {
    Supervised<Void, Void> alone = new Supervised<>(this::crashing, OFTEN, A_SECOND);
    Graph<Void, Void> graph = new Graph<>();
    graph.add(alone);
    graph.add(part("drains", (_, _) -> drainsLater(graph)));
    run(graph);

    assertThat(scene.trail).containsExactly("began");
    assertThat(alone.state()).isEqualTo(State.FINISHED);
    assertThat(scene.clock.nanos()).isZero();
  }

  private Component<Void, Void> crashing() {
    return part(
        "crashing",
        (_, _) -> {
          scene.mark("began");
          throw new IllegalStateException("always");
        });
  }

  @Test
  void anAbortWhileItPausesIsItsEnd() {
    Supervised<Void, Void> alone = new Supervised<>(this::crashing, OFTEN, A_SECOND);
    scene.run(scope -> {
      scope.start(
          "aborts",
          () -> {
            for (int i = 0; i < 9; i++) {
              Scene.settle();
            }
            alone.abort("enough");
          });
      assertThatThrownBy(alone::run).isInstanceOf(CancellationException.class).hasMessage("enough");
      return null;
    });

    assertThat(scene.trail).containsExactly("began");
    assertThat(scene.clock.nanos()).isZero();
  }

  @Test
  void portsThatItMakesWhileItRunsAreTakenOverToo() {
    Supervised<Integer, Integer> supervised =
        kept(() ->
            new Component<>("branching") {
              @Override
              protected void main() {
                Outlet<Integer> aside = outlet("aside");
                if (aside.onward() == null) {
                  wireAside(this, aside);
                }
                for (int value : in) {
                  aside.send(value);
                  if (value == 2) {
                    throw new IllegalStateException("two");
                  }
                }
              }
            });
    run(sends(List.of(1, 2, 3)).into(supervised));

    assertThat(scene.trail).containsExactly(1, 2, 3, "end");
  }

  private void wireAside(Component<?, ?> from, Outlet<Integer> aside) {
    from.parent()
        .wire(
            aside,
            part(
                    "aside",
                    (Inlet<Integer> in, Outlet<Void> _) -> {
                      in.forEach(scene::mark);
                      scene.mark("end");
                    })
                .in);
  }

  @Test
  void itIsKeptAliveAtAnotherPlace() {
    Place there = Place.named("there");
    Supervisor.BackOff soon = new Supervisor.BackOff(Duration.ZERO, Duration.ZERO);
    run(
        sends(numbers(205))
            .into(new Supervised<>(() -> fragile().on(there), OFTEN, soon))
            .into(takes(scene::mark)));

    assertThat(scene.trail).isEqualTo(withoutTens(205));
    assertThat(made).hasSize(21);
  }

  @Test
  void allOfItIsAtAnotherPlace() {
    Supervisor.BackOff soon = new Supervisor.BackOff(Duration.ZERO, Duration.ZERO);
    run(
        sends(numbers(205))
            .into(new Supervised<>(this::fragile, OFTEN, soon).on(Place.named("there")))
            .into(takes(scene::mark)));

    assertThat(scene.trail).isEqualTo(withoutTens(205));
  }

  @Test
  void whoSleepsIsNotStartedAgain() {
    List<Object> began = new ArrayList<>();
    run(
        new Supervised<Void, Void>(() ->
            part(
                "once",
                (_, _) -> {
                  began.add("began");
                  sleep(1);
                })));

    assertThat(began).hasSize(1);
  }
}
