package io.weightless.component;

import static io.weightless.component.Parts.part;
import static io.weightless.component.Parts.sends;
import static io.weightless.component.Parts.takes;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Wires of all three kinds: made in any order, refused, removed, and gone with their components.
class WireTest {
  @AutoClose private final Scene scene = new Scene();

  private final Graph<Void, Void> graph = new Graph<>();
  private final Graph<Void, Integer> left = new Graph<>("left");
  private final Graph<Integer, Void> right = new Graph<>("right");
  private final Component<Integer, Void> taker = takes(scene::mark);

  private void run() {
    scene.run(_ -> {
      graph.run();
      return null;
    });
  }

  /// From a sender inside one graph to a taker inside another one.
  private Wire wire(int which, Component<Void, Integer> sender) {
    return switch (which) {
      case 0 -> left.pass(sender.out, left.out);
      case 1 -> graph.wire(left.out, right.in);
      default -> right.pass(right.in, taker.in);
    };
  }

  static Stream<List<Integer>> orders() {
    return Stream.of(
        List.of(0, 1, 2),
        List.of(0, 2, 1),
        List.of(1, 0, 2),
        List.of(1, 2, 0),
        List.of(2, 0, 1),
        List.of(2, 1, 0));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void aChainThatIsMadeInAnyOrderDelivers(List<Integer> order) {
    var sender = sends(List.of(1, 2, 3));
    order.forEach(which -> wire(which, sender));
    run();

    assertThat(scene.trail).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @MethodSource("orders")
  void aChainThatIsMadeInAnyOrderWhileItRunsDelivers(List<Integer> order) {
    Component<Void, Integer> sender =
        part(
            "sender",
            (_, out) -> {
              out.keeping(9); // until it is wired
              for (int i = 1; i <= 9; i++) {
                out.send(i);
                sleep(1);
              }
            });
    left.out.keeping(9);
    left.add(sender);
    right.add(taker);
    graph.add(left);
    graph.add(right);
    graph.add(
        part(
            "wiring",
            (_, _) -> {
              for (int which : order) {
                sleep(2);
                wire(which, sender);
              }
            }));
    run();

    assertThat(scene.trail).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @ParameterizedTest
  @MethodSource("orders")
  void eachOfThemIsRemovedAndMadeAgain(List<Integer> order) {
    var sender = sends(List.of(1, 2, 3));
    Wire[] wires = new Wire[3];
    order.forEach(which -> wires[which] = wire(which, sender));
    for (int which : order) {
      Port<?> from = wires[which].from();
      Port<?> to = wires[which].to();
      wires[which].remove();
      wires[which].remove();
      assertThat(wires[which].isMade()).isFalse();
      assertThat(from.onward()).isNull();
      assertThat(to.incoming()).isEmpty();
      Wire again = wire(which, sender);
      assertThat(again.isMade()).isTrue();
      assertThat(from.onward()).isSameAs(again);
      assertThat(to.incoming()).containsExactly(again);
    }
    run();

    assertThat(scene.trail).containsExactly(1, 2, 3);
  }

  @Test
  void anyNumberMayLeadToOne() {
    for (int i = 1; i <= 3; i++) {
      graph.wire(sends(List.of(i, 10 * i)).out, taker.in);
    }
    assertThat(taker.in.incoming()).hasSize(3);
    run();

    assertThat(scene.trail).containsExactly(1, 10, 2, 20, 3, 30);
  }

  @Test
  void thoseThatAreLeftKeepTheirOrderWhoeverLeaves() {
    List<Wire> wires = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      wires.add(graph.wire(sends(List.of(i)).out, taker.in));
    }
    for (int leaving : List.of(0, 1, 2)) { // the first, one in the middle, and the last
      wires.remove(leaving).remove();
      assertThat(taker.in.incoming()).isEqualTo(wires);
    }
    wires.forEach(Wire::remove);
    assertThat(taker.in.incoming()).isEmpty();
    for (int i = 5; i < 8; i++) {
      wires.set(0, graph.wire(sends(List.of(i, 10 * i)).out, taker.in));
    }
    wires.getFirst().remove();
    run();

    assertThat(scene.trail).containsExactly(5, 50, 6, 60);
  }

  @Test
  void oneLeadsToOneOnly() {
    var sender = sends(List.of(1));
    Wire wire = graph.wire(sender.out, taker.in);
    Component<Integer, Void> other = takes(scene::mark);

    assertThatThrownBy(() -> graph.wire(sender.out, other.in))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Splitter");
    assertThat(other.in.incoming()).isEmpty();
    assertThat(other.parent()).isNull();
    assertThat(sender.out.onward()).isSameAs(wire);
  }

  @Test
  void noWireLeadsBackToItself() {
    Graph<Integer, Integer> outer = new Graph<>("outer");
    Graph<Integer, Integer> inner = new Graph<>("inner");
    outer.pass(inner.out, outer.out);
    assertThatThrownBy(() -> inner.pass(outer.out, inner.out)).isInstanceOf(RuntimeException.class);
    Inlet<Integer> own = outer.inlet("own");

    assertThatThrownBy(() -> outer.pass(own, own))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("back to itself");
    assertThat(own.onward()).isNull();
  }

  @Test
  void onlyOwnPortsArePassedOn() {
    assertThatThrownBy(() -> graph.pass(right.in, taker.in))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> graph.pass(sends(List.of(1)).out, left.out))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aWireEndsWithTheOneThatSends() {
    Wire wire = graph.wire(sends(List.of(1)).out, taker.in);
    graph.wire(part("other", (_, out) -> sleep(9)).out, inletOf(taker));
    graph.add(
        part(
            "looks",
            (_, _) -> {
              sleep(1);
              scene.mark(wire.isMade());
              scene.mark(taker.in.incoming().size());
            }));
    run();

    assertThat(scene.trail).containsExactly(1, false, 1);
  }

  @SuppressWarnings("unchecked") // nothing is sent
  private static Inlet<Object> inletOf(Component<Integer, Void> component) {
    return (Inlet<Object>) (Inlet<?>) component.in;
  }

  @Test
  void aWireEndsWithTheOneThatReceives() {
    Component<Integer, Void> first = part("first", (in, _) -> scene.mark(in.receive()));
    Component<Void, Integer> sender =
        part(
            "sender",
            (_, out) -> {
              out.send(1);
              sleep(1);
              scene.mark(out.onward() == null);
              graph.wire(out, taker.in);
              out.send(2);
            });
    Wire wire = graph.wire(sender.out, first.in);
    run();

    assertThat(scene.trail).containsExactly(1, true, 2);
    assertThat(wire.isMade()).isFalse();
  }

  @Test
  void whoSendsThroughAnOutletThatIsClosedHasNobodyWhoReceives() {
    Component<Void, Integer> inner =
        part(
            "inner",
            (_, out) -> {
              out.send(1);
              sleep(2);
              assertThatThrownBy(() -> out.send(2)).isInstanceOf(NobodyReceives.class);
              scene.mark("told");
            });
    left.pass(inner.out, left.out);
    graph.wire(left.out, taker.in);
    graph.wire(part("other", (_, out) -> sleep(9)).out, inletOf(taker));
    graph.add(
        part(
            "closes",
            (_, _) -> {
              sleep(1);
              left.out.close();
            }));
    run();

    assertThat(scene.trail).containsExactly(1, "told");
  }
}
