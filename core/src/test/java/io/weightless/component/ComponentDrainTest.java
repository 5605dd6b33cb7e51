package io.weightless.component;

import static io.weightless.component.Parts.counts;
import static io.weightless.component.Parts.part;
import static io.weightless.component.Parts.relays;
import static io.weightless.component.Parts.sends;
import static io.weightless.component.Parts.takes;
import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.component.Component.State;
import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Components that are told to end in good order.
class ComponentDrainTest {
  @AutoClose private final Scene scene = new Scene();

  private final Component<Void, Void> sleeper = part("sleeper", (_, _) -> sleep(100));

  private final Component<Void, Void> stubborn =
      part("stubborn", (_, _) -> Scope.shield(() -> sleep(100)));

  /// Counts its drains, and does not end by them.
  private final class Deaf extends Component<Void, Void> {
    @Override
    protected void main() {
      sleep(100);
      scene.markAt("slept");
    }

    @Override
    protected void onDrain() {
      scene.markAt("drain");
    }
  }

  private void runAnd(Component<?, ?> component, Runnable meanwhile) {
    scene.run(scope -> {
      scope.start(
          "meanwhile",
          () -> {
            sleep(1);
            meanwhile.run();
          });
      component.run();
      return null;
    });
  }

  @Test
  void oneThatIsToldBeforeItRunsDoesNotBeginWhenNobodyFeedsIt() {
    var source = part("source", (_, _) -> scene.mark("it ran"));
    var pipeline = source.into(takes(scene::mark));
    pipeline.drain();
    scene.run(_ -> {
      pipeline.run();
      return null;
    });

    assertThat(scene.trail).isEmpty();
    assertThat(pipeline.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void thoseInsideOfOneThatIsToldBeforeItRunsAreTold() {
    Graph<Void, Void> graph = new Graph<>();
    graph.wire(counts().out, takes(_ -> {}).in);
    graph.drain();
    scene.run(_ -> {
      graph.run();
      return null;
    });

    assertThat(graph.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void onceIsEnough() {
    var deaf = new Deaf();
    runAnd(
        deaf,
        () -> {
          deaf.drain();
          deaf.drain();
        });

    assertThat(scene.trail).containsExactly("drain@1", "slept@100");
  }

  @Test
  void oneThatIsToldBeforeItRunsIsToldOnce() {
    var deaf = new Deaf();
    deaf.drain();
    runAnd(deaf, deaf::drain);

    assertThat(scene.trail).containsExactly("drain@0", "slept@100");
  }

  @Test
  void whatHasNotEndedInTimeIsAborted() {
    var pipeline = new Deaf().into(relays());
    runAnd(
        pipeline,
        () -> {
          pipeline.drain(seconds(5));
          scene.markAt("told");
        },
        CancellationException.class);

    assertThat(scene.trail).containsExactly("drain@1", "told@1", "ended@6");
  }

  private void runAnd(
      Component<?, ?> component, Runnable meanwhile, Class<? extends Throwable> thrown) {
    runAnd(
        part(
            "around",
            (_, _) -> {
              assertThatThrownBy(component::run).isInstanceOf(thrown);
              scene.markAt("ended");
            }),
        meanwhile);
  }

  @Test
  void theTimeThatIsAllowedBeforeItRunsBeginsWhenItDoes() {
    var deaf = new Deaf();
    deaf.drain(seconds(5));
    runAnd(deaf, () -> {}, CancellationException.class);

    assertThat(scene.trail).containsExactly("drain@0", "ended@5");
  }

  @Test
  void whoEndsInTimeIsNotAborted() {
    runAnd(sleeper, () -> sleeper.drain(seconds(5)));

    assertThat(sleeper.state()).isEqualTo(State.FINISHED);
    assertThat(scene.clock.nanos()).isEqualTo(1_000_000_000);
  }

  @Test
  void whatIsShieldedIsFinishedAllTheSame() {
    runAnd(stubborn, () -> stubborn.drain(seconds(5)), CancellationException.class);

    assertThat(scene.trail).containsExactly("ended@100");
  }

  @Test
  void whatFlowsIsReceivedAndThenComesTheEnd() {
    var pipeline =
        counts()
            .into(relays())
            .into(
                part(
                    "slow",
                    (in, _) -> {
                      for (int value : in) {
                        sleep(1);
                        scene.mark(value);
                      }
                      scene.mark("end");
                    }));
    runAnd(pipeline, pipeline::drain);

    int received = scene.trail.size() - 1;
    assertThat(received).isGreaterThan(Inlet.CAPACITY);
    assertThat(scene.trail.subList(0, received))
        .isEqualTo(IntStream.rangeClosed(1, received).boxed().toList());
    assertThat(scene.trail.getLast()).isEqualTo("end");
  }

  @Test
  void oneThatLosesItsLastWireAfterwardsStopsToo() {
    Graph<Void, Void> graph = new Graph<>();
    var fed = takes(scene::mark);
    Wire wire = graph.wire(new Deaf().out, fed.in);
    runAnd(
        graph,
        () -> {
          graph.drain();
          sleep(1);
          wire.remove();
          sleep(1);
          scene.mark(fed.state());
        });

    assertThat(scene.trail).containsExactly("drain@1", State.FINISHED, "slept@100");
  }

  @Test
  void oneThatDoesNotReadWhereTheEndHasComeStopsToo() {
    Graph<Void, Void> graph = new Graph<>();
    Component<Integer, Void> idle = part("idle", (_, _) -> sleep(100));
    graph.wire(sends(List.<Integer>of()).out, idle.in);
    runAnd(graph, graph::drain);

    assertThat(idle.in.hasEnded()).isTrue();
    assertThat(idle.state()).isEqualTo(State.FINISHED);
    assertThat(scene.clock.nanos()).isEqualTo(1_000_000_000);
  }

  @Test
  void oneThatDoesNotReadWhereTheEndComesThenStopsToo() {
    Graph<Void, Void> graph = new Graph<>();
    Component<Integer, Void> idle = part("idle", (_, _) -> sleep(100));
    Component<Void, Integer> quiet = part("quiet", (_, _) -> sleep(100));
    graph.wire(quiet.out, idle.in);
    runAnd(graph, graph::drain);

    assertThat(idle.state()).isEqualTo(State.FINISHED);
    assertThat(scene.clock.nanos()).isEqualTo(1_000_000_000);
  }

  @Test
  void thoseInsideOneThatWasToldBeforeTheyWereThereFindTheEnd() {
    Graph<Void, Void> graph = new Graph<>();
    Component<Void, Integer> patient =
        new Component<>("patient") {
          @Override
          protected void main() {
            out.send(1);
            out.send(2);
            sleep(1);
          }

          @Override
          protected void onDrain() {}
        };
    Component<Integer, Integer> slow =
        part(
            "slow",
            (in, out) -> {
              for (int value : in) {
                sleep(1);
                out.send(value);
              }
            });
    graph.wire(patient.out, slow.into(takes(scene::markAt)).in);
    graph.drain();
    scene.run(_ -> {
      graph.run();
      return null;
    });

    assertThat(scene.trail).containsExactly("1@1", "2@2");
  }

  @Test
  void oneThatStopsTakesNobodyInAnyMore() {
    Component<Void, Void> child = part("child", (_, _) -> scene.mark("it ran"));
    Component<Void, Void> adding =
        new Component<>("adding") {
          @Override
          protected void main() {
            Scope.shield(() -> sleep(2));
            add(child);
          }
        };
    runAnd(adding, adding::drain);

    assertThat(scene.trail).isEmpty();
    assertThat(adding.state()).isEqualTo(State.FINISHED);
    assertThat(adding.children()).isEmpty();
    assertThat(child.parent()).isNull();
  }

  @Test
  void oneThatHasFoundTheEndFinishesWhatItDoesThen() {
    Component<Integer, Void> late =
        part(
            "late",
            (in, _) -> {
              in.forEach(scene::mark);
              sleep(9);
              scene.markAt("end");
            });
    var pipeline = sends(List.of(1)).into(late);
    runAnd(pipeline, pipeline::drain);

    assertThat(scene.trail).containsExactly(1, "end@9");
  }

  @Test
  void oneThatHasNotYetReadWhatWasSentReceivesIt() {
    Component<Integer, Void> late =
        part(
            "late",
            (in, _) -> {
              sleep(9);
              in.forEach(scene::markAt);
            });
    var pipeline = sends(List.of(1, 2)).into(late);
    runAnd(pipeline, pipeline::drain);

    assertThat(scene.trail).containsExactly("1@9", "2@9");
  }

  @Test
  void oneThatIsToldBeforeItRunsAndIsBehindAnotherOneFindsTheEnd() {
    Graph<Void, Void> graph = new Graph<>();
    Component<Integer, Void> last =
        part(
            "last",
            (in, _) -> {
              in.forEach(scene::mark);
              scene.mark("end");
            });
    graph.wire(counts().out, last.in);
    graph.drain();
    scene.run(_ -> {
      graph.run();
      return null;
    });

    assertThat(scene.trail).containsExactly("end");
  }

  @Test
  void oneThatIsWiredAnewMeanwhileGoesOn() {
    Graph<Void, Void> graph = new Graph<>();
    Component<Void, Integer> patient =
        new Component<>("patient") {
          @Override
          protected void main() {
            sleep(10);
            out.send(1);
          }

          @Override
          protected void onDrain() {}
        };
    var fed = takes(scene::mark);
    Wire wire = graph.wire(patient.out, fed.in);
    runAnd(
        graph,
        () -> {
          graph.drain();
          wire.remove();
          graph.wire(patient.out, fed.in);
        });

    assertThat(scene.trail).isEqualTo(List.of(1));
  }
}
