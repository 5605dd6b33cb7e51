package io.weightless.component;

import static io.weightless.component.Parts.counts;
import static io.weightless.component.Parts.part;
import static io.weightless.component.Parts.relays;
import static io.weightless.component.Parts.sends;
import static io.weightless.component.Parts.takes;
import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.component.Component.State;
import io.weightless.scene.Scene;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// From the start of a component to its end: finished, crashed and cancelled.
class LifeTest {
  @AutoClose private final Scene scene = new Scene();

  private final Graph<Void, Void> graph = new Graph<>();

  private Component<Void, Void> sleeper(String name) {
    return part(
        name,
        (_, _) -> {
          try {
            sleep(100);
            scene.mark(name + " woke up");
          } finally {
            scene.markAt(name + " ended");
          }
        });
  }

  private static <T> Component<T, Void> crashing(String name) {
    return part(
        name,
        (in, _) -> {
          throw new IllegalStateException("no " + in.receive());
        });
  }

  @Test
  void aComponentEndsWithAllThatIsInside() {
    graph.add(sleeper("deep"));
    scene.run(_ -> {
      graph.run();
      scene.mark(graph.state());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("deep woke up", "deep ended@100", Component.State.FINISHED);
    assertThat(graph.children()).isEmpty();
  }

  @Test
  void aComponentIsForOneRun() {
    var once = part("once", (_, _) -> scene.mark("ran"));
    scene.run(_ -> {
      once.run();
      assertThatThrownBy(once::run).isInstanceOf(IllegalStateException.class);
      return null;
    });

    assertThat(scene.trail).containsExactly("ran");
  }

  @Test
  void outsideATaskNothingIsRun() {
    var early = part("early", (_, _) -> scene.mark("ran"));

    assertThatThrownBy(early::run).isExactlyInstanceOf(IllegalStateException.class);
    scene.run(_ -> {
      early.run();
      return null;
    });
    assertThat(scene.trail).containsExactly("ran");
  }

  @Test
  void aCrashAtAnyDepthCarriesItsPathAndCancelsAllAround() {
    Graph<Void, Void> middle = new Graph<>("middle");
    Graph<Void, Void> inner = new Graph<>("inner");
    Component<Object, Void> culprit = crashing("culprit");
    inner.wire(sends(List.of(1)).out, culprit.in);
    middle.add(inner);
    graph.add(middle);
    graph.add(sleeper("beside"));
    scene.run(_ -> {
      assertThat(thrownBy(graph::run))
          .isInstanceOfSatisfying(
              ComponentFailed.class,
              failed -> assertThat(failed.path()).isEqualTo("Graph/middle/inner/culprit"))
          .hasCause(new IllegalStateException("no 1"));
      return null;
    });

    assertThat(scene.trail).containsExactly("beside ended@0");
    assertThat(List.of(culprit.state(), inner.state(), middle.state(), graph.state()))
        .containsOnly(State.CRASHED);
  }

  @Test
  void aDeadlineThatPassesInAProgramIsACrash() {
    var late = part("late", (_, _) -> Scope.join(Deadline.after(seconds(1)), _ -> sleep(5)));
    scene.run(_ -> {
      assertThat(thrownBy(late::run))
          .isInstanceOf(ComponentFailed.class)
          .hasCauseInstanceOf(DeadlineExceeded.class);
      return null;
    });

    assertThat(late.state()).isEqualTo(State.CRASHED);
  }

  @Test
  void aDeadlineAroundTheRunIsACancellation() {
    graph.add(sleeper("deep"));
    scene.run(_ -> {
      assertThatThrownBy(() -> Scope.join(Deadline.after(seconds(3)), _ -> graph.run()))
          .isInstanceOf(DeadlineExceeded.class);
      return null;
    });

    assertThat(scene.trail).containsExactly("deep ended@3");
    assertThat(graph.state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void aCancellationOfSomethingElseIsACrash() {
    CompletableFuture<String> given = new CompletableFuture<>();
    given.cancel(false);
    var waiting = part("waiting", (_, _) -> Task.await(given));
    scene.run(_ -> {
      assertThatThrownBy(waiting::run).isInstanceOf(ComponentFailed.class);
      return null;
    });

    assertThat(waiting.state()).isEqualTo(State.CRASHED);
  }

  @Test
  void whenOneIsAbortedTheOthersGoOnAndFindItsEnd() {
    var counter = counts();
    graph.wire(counter.out, takes(_ -> {}).in);
    graph.add(
        part(
            "beside",
            (_, _) -> {
              counter.abort("enough");
              sleep(1);
              scene.mark(counter.state());
            }));
    scene.run(_ -> {
      graph.run();
      return null;
    });

    assertThat(scene.trail).containsExactly(State.CANCELLED);
    assertThat(graph.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void anAbortOfTheOneAroundAllIsThrownAlsoWhenItsProgramHasEnded() {
    graph.add(sleeper("deep"));
    scene.run(scope -> {
      scope.start(
          "aborts",
          () -> {
            sleep(1);
            graph.abort("too boring");
          });
      assertThatThrownBy(graph::run)
          .isInstanceOf(CancellationException.class)
          .hasMessage("too boring");
      return null;
    });

    assertThat(scene.trail).containsExactly("deep ended@1");
    assertThat(graph.state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void oneThatIsAbortedBeforeItRunsDoesNotBegin() {
    var unwanted = part("unwanted", (_, _) -> scene.mark("it ran"));
    graph.add(unwanted);
    unwanted.abort("not now");
    scene.run(_ -> {
      graph.run();
      return null;
    });

    assertThat(scene.trail).isEmpty();
    assertThat(unwanted.state()).isEqualTo(State.CANCELLED);
    assertThat(graph.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void noneInsideBeginsWhenAllIsAbortedBefore() {
    graph.add(part("unwanted", (_, _) -> scene.mark("it ran")));
    graph.abort("never");
    scene.run(_ -> {
      assertThatThrownBy(graph::run).hasMessage("never");
      return null;
    });

    assertThat(scene.trail).isEmpty();
  }

  @Test
  void whoHandlesThatNobodyReceivesGoesOn() {
    Component<Integer, Void> first = part("first", (in, _) -> scene.mark(in.receive()));
    Component<Void, Integer> stubborn =
        part(
            "stubborn",
            (_, out) -> {
              out.send(1);
              sleep(1);
              assertThatThrownBy(() -> out.send(2)).isInstanceOf(NobodyReceives.class);
              assertThatThrownBy(() -> out.trySend(3)).isInstanceOf(NobodyReceives.class);
              scene.mark("on");
            });
    scene.run(_ -> {
      stubborn.into(first).run();
      return null;
    });

    assertThat(scene.trail).containsExactly(1, "on");
    assertThat(stubborn.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void tasksOfAComponentEndWithIt() {
    var many =
        new Component<Void, Integer>("many") {
          @Override
          protected void main() {
            scope().start("one", () -> out.send(1));
            scope().start("two", () -> out.send(2));
          }
        };
    scene.run(_ -> {
      many.into(relays()).into(takes(scene::mark)).run();
      return null;
    });

    assertThat(scene.trail).containsExactly(1, 2);
    assertThatThrownBy(many::scope).isInstanceOf(IllegalStateException.class);
  }
}
