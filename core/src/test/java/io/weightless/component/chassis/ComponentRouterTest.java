package io.weightless.component.chassis;

import static io.weightless.component.chassis.Pieces.run;
import static io.weightless.component.chassis.Pieces.slowly;
import static io.weightless.component.chassis.Pieces.upTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.component.Component;
import io.weightless.component.Component.State;
import io.weightless.component.Graph;
import io.weightless.component.Outlet;
import io.weightless.scene.Scene;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Each value where it belongs.
class ComponentRouterTest {
  @AutoClose private final Scene scene = new Scene();

  private final Graph<Void, Void> graph = new Graph<>();
  private final Router<Integer> router = new Router<>();

  private <T> Collector<T> collected(Outlet<T> outlet) {
    Collector<T> collector = new Collector<>();
    graph.wire(outlet, collector.in);
    return collector;
  }

  @Test
  void theFirstQuestionThatIsAnsweredWithYesDecides() {
    Collector<Integer> small = collected(router.when(value -> value < 4));
    Collector<Integer> even = collected(router.when(value -> value % 2 == 0));
    Collector<Integer> others = collected(router.out);
    graph.wire(Values.from(upTo(7)).out, router.in);
    run(scene, graph);

    assertThat(small.values()).containsExactly(1, 2, 3);
    assertThat(even.values()).containsExactly(4, 6);
    assertThat(others.values()).containsExactly(5, 7);
  }

  @Test
  void whatBelongsNowhereIsDiscardedAndCounted() {
    Collector<Integer> even = collected(router.when(value -> value % 2 == 0));
    graph.wire(Values.from(upTo(5)).out, router.in);
    run(scene, graph);

    assertThat(even.values()).containsExactly(2, 4);
    assertThat(router.out.discarded()).isEqualTo(3);
  }

  @Test
  void anOutletMayBeAddedAndRemovedWhileValuesFlow() {
    Collector<Integer> others = collected(router.out);
    Collector<Integer> even = new Collector<>();
    Outlet<?>[] added = new Outlet<?>[1];
    graph.wire(slowly(2, 2, 4, 6, 8).out, router.in);
    run(
        scene,
        graph,
        () -> {
          Outlet<Integer> outlet = router.when(value -> value % 2 == 0);
          graph.wire(outlet, even.in);
          added[0] = outlet;
        },
        () -> Scene.sleep(1),
        () -> Scene.sleep(0),
        () -> router.remove(added[0]));

    assertThat(even.values()).containsExactly(4, 6);
    assertThat(others.values()).containsExactly(2, 8);
    assertThat(even.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void whatIsForAReceiverThatHasEndedIsLeftOut() {
    graph.wire(router.when(value -> value < 4), Pieces.<Integer>takes(1, scene).in);
    Collector<Integer> others = collected(router.out);
    graph.wire(slowly(1, 1, 2, 3, 4, 5).out, router.in);
    run(scene, graph);

    assertThat(scene.trail).containsExactly(1);
    assertThat(others.values()).containsExactly(4, 5);
  }

  @Test
  void whenAllReceiversHaveEndedItEndsAndSoDoesWhoSends() {
    Component<Void, Integer> endless = Values.from(Stream.iterate(1, last -> last + 1));
    graph.wire(endless.out, router.in);
    graph.wire(router.when(value -> value % 2 == 0), Pieces.<Integer>takes(2, scene).in);
    graph.wire(router.when(value -> value % 3 == 0), Pieces.<Integer>takes(1, scene).in);
    run(scene, graph);

    assertThat(scene.trail).containsExactlyInAnyOrder(2, 4, 3);
    assertThat(router.state()).isEqualTo(State.FINISHED);
    assertThat(endless.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void oneThatWasRemovedIsNoReceiverThatIsLeft() {
    Component<Void, Integer> endless = Values.from(Stream.iterate(1, last -> last + 1));
    graph.wire(endless.out, router.in);
    Outlet<Integer> removed = router.when(value -> value < 0);
    Collector<Integer> others = collected(removed);
    Component<Void, Integer> stays = Pieces.idle("stays");
    graph.wire(stays.out, others.in);
    graph.wire(router.when(value -> value % 2 == 0), Pieces.<Integer>takes(1, scene).in);
    router.remove(removed);
    run(scene, graph, () -> scene.mark(endless.state()), graph::drain);

    assertThat(scene.trail).containsExactly(2, State.FINISHED);
    assertThat(others.values()).isEmpty();
  }

  @Test
  void aQuestionMayWaitWhileOutletsComeAndGo() {
    Collector<Integer> large = new Collector<>();
    Outlet<Integer> none = router.when(_ -> false);
    graph.wire(
        router.when(value -> {
          Scene.sleep(2);
          return value > 1;
        }),
        large.in);
    Collector<Integer> ones = new Collector<>();
    graph.wire(Values.of(1, 2, 1).out, router.in);
    run(
        scene,
        graph,
        () -> {
          router.remove(none);
          graph.wire(router.when(value -> value == 1), ones.in);
        });

    assertThat(large.values()).containsExactly(2);
    assertThat(ones.values()).containsExactly(1);
    assertThat(router.out.discarded()).isEqualTo(1);
  }

  @Test
  void whoAsksWhenItHasEndedFindsTheEnd() {
    Component<Void, Void> stays = graph.add(Pieces.idle("stays"));
    graph.wire(Values.of(1).out, router.in);
    Collector<Integer> late = new Collector<>();
    run(
        scene,
        graph,
        () -> graph.wire(router.when(_ -> true), late.in),
        () -> scene.mark(late.state()),
        stays::drain);

    assertThat(scene.trail).containsExactly(State.FINISHED);
  }

  @Test
  void whatIsForAnOutThatWasRemovedIsLeftOut() {
    Collector<Integer> even = collected(router.when(value -> value % 2 == 0));
    router.remove(router.out);
    graph.wire(Values.from(upTo(4)).out, router.in);
    run(scene, graph);

    assertThat(even.values()).containsExactly(2, 4);
  }

  @Test
  void withoutAQuestionNothingIsMade() {
    assertThatThrownBy(() -> router.when(null)).isInstanceOf(NullPointerException.class);
    assertThat(router.ports()).hasSize(2);
  }
}
