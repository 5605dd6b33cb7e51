package io.weightless.component.chassis;

import static io.weightless.component.chassis.Pieces.idle;
import static io.weightless.component.chassis.Pieces.relay;
import static io.weightless.component.chassis.Pieces.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component;
import io.weightless.component.Component.State;
import io.weightless.component.Graph;
import io.weightless.component.Inlet;
import io.weightless.component.Outlet;
import io.weightless.scene.Scene;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Components that are wired by hand.
class GraphlineTest {
  @AutoClose private final Scene scene = new Scene();

  private final Graph<Integer, Integer> graph = new Graph<>();
  private final Component<Integer, Integer> a = relay("a");
  private final Component<Integer, Integer> b = relay("b");
  private final Component<Integer, Integer> c = relay("c");

  @Test
  void oneOfNothingEndsAtOnce() {
    run(scene, graph);

    assertThat(graph.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void thoseThatAreAddedAreItsChildrenAndDoNotRunBeforeItDoes() {
    Component<Integer, Integer> alone = graph.add(idle("alone"));
    graph.wire(a.out, b.in);

    assertThat(graph.children()).containsExactly(alone, a, b);
    assertThat(Stream.of(alone, a, b).map(Component::state)).containsOnly(State.NEW);
  }

  @Test
  void allOfThemRunWhenItDoesWiredOrNot() {
    List<Component<Integer, Integer>> all = List.of(idle("x"), idle("y"), idle("z"));
    graph.add(all.get(0));
    graph.wire(all.get(1).out, all.get(2).in);
    graph.wire(all.get(2).out, all.get(1).in);
    run(
        scene,
        graph,
        () -> all.forEach(one -> scene.mark(one.state())),
        () -> all.forEach(one -> one.abort("enough")));

    assertThat(scene.trail).hasSize(3).containsOnly(State.RUNNING);
  }

  @Test
  void whatIsSentGoesAlongItsWireAndNowhereElse() {
    Collector<Integer> ofA = new Collector<>();
    Collector<Integer> ofB = new Collector<>();
    graph.wire(Values.of(1).out, a.in);
    graph.wire(a.out, ofA.in);
    graph.wire(Values.of(2).out, b.in);
    graph.wire(b.out, ofB.in);
    graph.wire(Values.of(3).out, c.in); // which sends where nobody listens
    run(scene, graph);

    assertThat(ofA.values()).containsExactly(1);
    assertThat(ofB.values()).containsExactly(2);
    assertThat(c.out.discarded()).isEqualTo(1);
  }

  @Test
  void itEndsWhenAllInsideHaveEndedAndNoEarlier() {
    List<Component<Integer, Integer>> all = List.of(idle("x"), idle("y"));
    all.forEach(graph::add);
    run(
        scene,
        graph,
        () -> all.get(0).abort("one"),
        () -> scene.mark(graph.state()),
        () -> all.get(1).abort("two"));

    assertThat(scene.trail).containsExactly(State.RUNNING);
    assertThat(graph.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void whatComesInIsPassedToWhoIsNamed() {
    Collector<Integer> inner = new Collector<>();
    graph.pass(graph.in, inner.in);
    run(scene, Values.of(1, 2).into(graph));

    assertThat(inner.values()).containsExactly(1, 2);
  }

  @Test
  void itMayHaveOtherInletsThatArePassedIn() {
    Collector<Integer> inner = new Collector<>();
    Inlet<Integer> novel = graph.inlet("novel");
    graph.pass(novel, inner.in);
    Graph<Void, Void> outer = new Graph<>();
    outer.wire(Values.of(1, 2).out, novel);
    run(scene, outer);

    assertThat(inner.values()).containsExactly(1, 2);
  }

  @Test
  void whatGoesOutOfOneInsideIsPassedOut() {
    graph.pass(Values.of(1, 2).out, graph.out);
    Collector<Integer> behind = new Collector<>();
    run(scene, graph.into(behind));

    assertThat(behind.values()).containsExactly(1, 2);
  }

  @Test
  void itMayHaveOtherOutletsThatArePassedOut() {
    Outlet<Integer> novel = graph.outlet("novel");
    graph.pass(Values.of(1, 2).out, novel);
    Collector<Integer> behind = new Collector<>();
    Graph<Void, Void> outer = new Graph<>();
    outer.wire(novel, behind.in);
    run(scene, outer);

    assertThat(behind.values()).containsExactly(1, 2);
  }
}
