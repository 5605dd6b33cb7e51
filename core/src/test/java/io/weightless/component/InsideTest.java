package io.weightless.component;

import static io.weightless.component.Parts.part;
import static io.weightless.component.Parts.sends;
import static io.weightless.component.Parts.takes;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.component.Component.State;
import io.weightless.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Components inside others: who they are, what they are called, how long they are there, and the
/// ports that they get while they run.
class InsideTest {
  @AutoClose private final Scene scene = new Scene();

  private final Graph<Void, Void> graph = new Graph<>();

  private static Component<Void, Void> named(String name) {
    return part(name, (_, _) -> sleep(1));
  }

  @Test
  void theyAreListedInTheOrderInWhichTheyCame() {
    var first = graph.add(named("first"));
    var second = named("second");
    graph.wire(second.out, graph.add(named("third")).in);
    graph.add(second);

    assertThat(graph.children().stream().map(Component::name))
        .containsExactly("first", "third", "second");
    assertThat(first.parent()).isSameAs(graph);
    assertThat(graph.parent()).isNull();
  }

  @Test
  void eachHasAPathOfItsOwn() {
    for (String name : List.of("x", "x-2", "x", "x", "y")) {
      graph.add(named(name));
    }

    assertThat(graph.children().stream().map(Component::path))
        .containsExactly("Graph/x", "Graph/x-2", "Graph/x-3", "Graph/x-4", "Graph/y");
  }

  @Test
  void namesOfThoseThatHaveAllGoneAreFreeAgain() {
    var keeper = part("keeper", (_, _) -> sleep(9));
    graph.add(keeper);
    scene.run(scope -> {
      scope.start("graph", graph::run);
      for (int round = 0; round < 3; round++) {
        graph.add(named("x"));
        graph.add(named("x"));
        scene.mark(graph.children().stream().map(Component::name).toList());
        sleep(2);
      }
      return null;
    });

    assertThat(scene.trail).hasSize(3).containsOnly(List.of("keeper", "x", "x-2"));
  }

  @Test
  void oneIsInsideOneOtherOnly() {
    var child = graph.add(named("child"));
    Graph<Void, Void> other = new Graph<>("other");

    assertThatThrownBy(() -> other.add(child)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> other.wire(child.out, other.inlet("x")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(other.children()).isEmpty();
    graph.add(child); // it is there
    assertThat(graph.children()).hasSize(1);
  }

  @Test
  void noneIsInsideItself() {
    Graph<Void, Void> inner = graph.add(new Graph<Void, Void>("inner"));

    assertThatThrownBy(() -> inner.add(graph)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> graph.add(graph)).isInstanceOf(IllegalStateException.class);
    assertThat(inner.path()).isEqualTo("Graph/inner");
  }

  @Test
  void oneThatIsInsideIsRunByTheOneAround() {
    var child = graph.add(named("child"));
    scene.run(_ -> {
      assertThatThrownBy(child::run).isInstanceOf(IllegalStateException.class);
      return null;
    });

    assertThat(child.state()).isEqualTo(State.NEW);
  }

  @Test
  void whatHasEndedIsNeitherAddedNorAddedTo() {
    var child = graph.add(named("child"));
    var alone = named("alone");
    scene.run(_ -> {
      graph.run();
      alone.run();
      return null;
    });

    assertThatThrownBy(() -> new Graph<>().add(alone)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> graph.add(child)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> graph.add(named("late"))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void oneThatIsAddedWhileItRunsIsStarted() {
    graph.add(
        part(
            "maker",
            (_, _) -> {
              sleep(1);
              graph.wire(sends(List.of(1, 2)).out, takes(scene::markAt).in);
              sleep(1);
              scene.mark(graph.children().size());
            }));
    scene.run(_ -> {
      graph.run();
      return null;
    });

    assertThat(scene.trail).containsExactly("1@1", "2@1", 1);
  }

  @Test
  void aPipelineThatHasAPlaceOfItsOwnKeepsIt() {
    Place there = Place.named("there");
    var one = new Located();
    var other = new Located();
    scene.run(_ -> {
      sends(List.of(1)).into(one).on(there).into(other).into(takes(scene::mark)).run();
      return null;
    });

    assertThat(scene.trail).containsExactly(1);
    assertThat(one.was).isSameAs(there);
    assertThat(other.was).isNull();
  }

  /// Relays, and knows where.
  private static final class Located extends Component<Integer, Integer> {
    private volatile @Nullable Place was;

    @Override
    protected void main() {
      was = place();
      in.forEach(out::send);
    }
  }

  @Test
  void portsComeAndGoWhileItRuns() {
    var switching =
        new Component<Void, Integer>("switching") {
          @Override
          protected void main() {
            Outlet<Integer> second = outlet("another");
            graph.wire(second, takes(value -> scene.mark("second " + value)).in);
            second.send(1);
            remove(second);
            assertThatThrownBy(() -> second.send(2)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> remove(second)).isInstanceOf(IllegalArgumentException.class);
            sleep(1);
            scene.mark(graph.children().size());
            out.send(3);
          }
        };
    graph.wire(switching.out, takes(value -> scene.mark("first " + value)).in);
    scene.run(_ -> {
      graph.run();
      return null;
    });

    assertThat(scene.trail).containsExactly("second 1", 2, "first 3");
    assertThat(switching.ports()).containsExactly(switching.in, switching.out);
  }

  @Test
  void manyPortsAreMadeForAsManyOthers() {
    var dealer =
        new Component<Integer, Void>("dealer") {
          @Override
          protected void main() {
            List<Outlet<Integer>> outlets = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
              String who = "player " + i;
              Outlet<Integer> outlet = outlet("to " + who);
              graph.wire(outlet, takes(value -> scene.mark(who + " has " + value)).in);
              outlets.add(outlet);
            }
            for (int value : in) {
              outlets.get(value % 3).send(value);
            }
          }
        };
    graph.wire(sends(List.of(4, 2, 3, 5)).out, dealer.in);
    scene.run(_ -> {
      graph.run();
      return null;
    });

    assertThat(scene.trail)
        .containsExactlyInAnyOrder(
            "player 1 has 4", "player 2 has 2", "player 0 has 3", "player 2 has 5");
    assertThat(scene.trail.indexOf("player 2 has 2"))
        .isLessThan(scene.trail.indexOf("player 2 has 5"));
  }

  @Test
  void whoWaitsAtAnInletThatIsRemovedFindsItsEnd() {
    var waiting =
        new Component<Integer, Void>("waiting") {
          @Override
          protected void main() {
            scope()
                .start(
                    "removes",
                    () -> {
                      sleep(1);
                      remove(in);
                    });
            in.forEach(scene::mark);
            scene.markAt("end");
            sleep(1);
          }
        };
    graph.wire(numbers().out, passing(waiting).in);
    scene.run(_ -> {
      graph.run();
      return null;
    });

    assertThat(scene.trail).containsExactly(1, "end@1");
  }

  private static Component<Void, Integer> numbers() {
    return part(
        "numbers",
        (_, out) -> {
          out.send(1);
          sleep(2);
          out.send(2);
        });
  }

  private static <T> Graph<T, Void> passing(Component<T, ?> inner) {
    Graph<T, Void> around = new Graph<>("around");
    around.pass(around.in, inner.in);
    return around;
  }
}
