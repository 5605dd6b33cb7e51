package io.weightless.component;

import static io.weightless.component.Parts.fragile;
import static io.weightless.component.Parts.numbers;
import static io.weightless.component.Parts.part;
import static io.weightless.component.Parts.relays;
import static io.weightless.component.Parts.sends;
import static io.weightless.component.Parts.withoutTens;
import static io.weightless.scene.Scene.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import io.weightless.scope.Supervisor;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Components with others inside that are kept alive.
class SupervisedGraphTest {
  private static final Supervisor.Intensity OFTEN = new Supervisor.Intensity(50, seconds(1_000));
  private static final Supervisor.BackOff AT_ONCE =
      new Supervisor.BackOff(Duration.ZERO, Duration.ZERO);

  @AutoClose private final Scene scene = new Scene();

  private int made;

  private static Component<Integer, Integer> around(Component<Integer, Integer> inner) {
    Graph<Integer, Integer> graph = new Graph<>();
    graph.pass(graph.in, inner.in);
    graph.pass(inner.out, graph.out);
    return graph;
  }

  private Supervised<Integer, Integer> kept(Supplier<Component<Integer, Integer>> maker) {
    return new Supervised<>(
        () -> {
          made++;
          return maker.get();
        },
        OFTEN,
        AT_ONCE);
  }

  /// With what was sent, its end, and the number of those that were made.
  private void run(List<Integer> values, Component<Integer, Integer> supervised) {
    scene.run(_ -> {
      sends(values)
          .into(supervised)
          .into(
              part(
                  "taker",
                  (in, _) -> {
                    in.forEach(scene::mark);
                    scene.mark("end");
                  }))
          .run();
      return null;
    });
    assertThat(scene.trail.removeLast()).isEqualTo("end");
  }

  @Test
  void whatIsPassedInsideGoesOnToTheNextOne() {
    run(numbers(305), kept(() -> around(fragile())));

    assertThat(scene.trail).isEqualTo(withoutTens(305));
    assertThat(made).isEqualTo(31);
  }

  @Test
  void whatIsPassedThroughSeveralGoesOnToTheNextOne() {
    run(numbers(305), kept(() -> around(around(fragile()))));

    assertThat(scene.trail).isEqualTo(withoutTens(305));
    assertThat(made).isEqualTo(31);
  }

  @Test
  void theNextOneMayWireWhatIsInsideWhileItRuns() {
    run(
        numbers(305),
        kept(() ->
            new Component<>("late") {
              @Override
              protected void main() {
                Scene.settle();
                Component<Integer, Integer> inner = fragile();
                pass(in, inner.in);
                pass(inner.out, out);
              }
            }));

    assertThat(scene.trail).isEqualTo(withoutTens(305));
  }

  @Test
  void whatWasLeftWhenTheEndHadComeIsForTheNextOne() {
    run(List.of(8, 9, 10, 11, 12), kept(() -> around(fragile())));

    assertThat(scene.trail).containsExactly(8, 9, 11, 12);
    assertThat(made).isEqualTo(2);
  }

  @Test
  void whatWasSentToOneThatCrashedBeforeThoseInsideHaveBegunIsForTheNextOne() {
    run(
        numbers(5),
        kept(() -> {
          if (made > 1) {
            return around(relays());
          }
          Component<Integer, Integer> broken =
              new Component<>("broken") {
                @Override
                protected void main() {
                  throw new IllegalStateException("at once");
                }
              };
          Component<Integer, Integer> inner = around(relays());
          broken.pass(broken.in, inner.in);
          return broken;
        }));

    assertThat(scene.trail).isEqualTo(numbers(5));
  }

  @Test
  void itIsKeptAliveAtAnotherPlace() {
    Place there = Place.named("there");
    run(numbers(205), kept(() -> around(fragile()).on(there)));

    assertThat(scene.trail).isEqualTo(withoutTens(205));
  }

  @Test
  void whatIsPassedToAnotherPlaceEndsAndComesInOrder() {
    Place there = Place.named("there");
    run(numbers(205), kept(() -> around(fragile().on(there))));

    List<Integer> came = scene.trail.stream().map(Integer.class::cast).toList();
    assertThat(came).isSorted().doesNotHaveDuplicates().isSubsetOf(withoutTens(205));
    assertThat(made).isGreaterThan(1);
  }

  @Test
  void ofAPipelineOnlyWhatWasOnItsWayInsideIsLost() {
    List<Object> received = new ArrayList<>();
    run(
        numbers(305),
        kept(() ->
            part(
                    "first",
                    (Inlet<Integer> in, Outlet<Integer> out) -> {
                      for (int value : in) {
                        received.add(value);
                        out.send(value);
                      }
                    })
                .into(fragile())));

    assertThat(received).isEqualTo(numbers(305));
    assertThat(scene.trail).isSubsetOf(received).doesNotHaveDuplicates();
  }

  /// Those inside take a while to end when one of them has crashed.
  private Component<Void, Void> crashingSlowly() {
    Graph<Void, Void> graph = new Graph<>();
    graph.add(
        part(
            "stubborn",
            (_, _) -> {
              try {
                Task.await(new CompletableFuture<>());
              } finally {
                Scope.shield(() -> Scene.sleep(5));
              }
            }));
    graph.add(
        part(
            "weak",
            (_, _) -> {
              Scene.sleep(1);
              throw new IllegalStateException("weak");
            }));
    return graph;
  }

  @Test
  void aCrashThatAnAbortFindsUnmendedIsNoFailure() {
    Supervised<Void, Void> alone = new Supervised<>(this::crashingSlowly, OFTEN, AT_ONCE);
    scene.run(scope -> {
      abortAt3(scope, alone);
      assertThatThrownBy(alone::run).isInstanceOf(CancellationException.class);
      return null;
    });
  }

  @Test
  void aCrashAfterAnAbortIsAFailure() {
    Component<Void, Void> clumsy =
        part(
            "clumsy",
            (_, _) -> {
              try {
                Task.await(new CompletableFuture<>());
              } finally {
                failing();
              }
            });
    Supervised<Void, Void> alone = new Supervised<>(() -> clumsy, OFTEN, AT_ONCE);
    scene.run(scope -> {
      abortAt3(scope, alone);
      assertThatThrownBy(alone::run).isInstanceOf(ComponentFailed.class);
      return null;
    });
  }

  private static void abortAt3(Scope scope, Component<?, ?> component) {
    scope.start(
        "aborts",
        () -> {
          Scene.sleep(3);
          component.abort("enough");
        });
  }

  private static void failing() {
    throw new IllegalStateException("clumsy");
  }
}
