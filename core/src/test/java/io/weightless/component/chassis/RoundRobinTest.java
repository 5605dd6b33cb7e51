package io.weightless.component.chassis;

import static io.weightless.component.Parts.part;
import static io.weightless.component.chassis.Pieces.run;
import static io.weightless.component.chassis.Pieces.slowly;
import static io.weightless.component.chassis.Pieces.upTo;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component;
import io.weightless.component.Component.State;
import io.weightless.component.Graph;
import io.weightless.component.Outlet;
import io.weightless.component.Place;
import io.weightless.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Each value to the next one that has room.
class RoundRobinTest {
  @AutoClose private final Scene scene = new Scene();

  private final Graph<Void, Void> graph = new Graph<>();
  private final RoundRobin<Integer> robin = new RoundRobin<>();

  private Collector<Integer> added() {
    Collector<Integer> collector = new Collector<>();
    graph.wire(robin.add(), collector.in);
    return collector;
  }

  private static List<Integer> allOf(List<Collector<Integer>> collectors) {
    return collectors.stream().flatMap(one -> one.values().stream()).sorted().toList();
  }

  @Test
  void theReceiversTakeTurns() {
    List<Collector<Integer>> all = List.of(added(), added(), added());
    graph.wire(Values.from(upTo(9)).out, robin.in);
    run(scene, graph);

    assertThat(all)
        .extracting(Collector::values)
        .containsExactly(List.of(1, 4, 7), List.of(2, 5, 8), List.of(3, 6, 9));
  }

  @Test
  void theyDoSoAlsoWhenValuesComeOneByOne() {
    List<Collector<Integer>> all = List.of(added(), added());
    graph.wire(slowly(1, 1, 2, 3, 4).out, robin.in);
    run(scene, graph);

    assertThat(all).extracting(Collector::values).containsExactly(List.of(1, 3), List.of(2, 4));
  }

  @Test
  void aSlowReceiverHoldsUpNobodyButItself() {
    Component<Integer, Void> slow =
        part(
            "slow",
            (in, _) -> {
              for (int value : in) {
                scene.mark(value);
                sleep(1_000);
              }
            });
    slow.in.limit(1);
    graph.wire(robin.add(), slow.in);
    Collector<Integer> quick = added();
    graph.wire(Values.from(upTo(100)).out, robin.in);
    run(scene, graph, () -> scene.mark(quick.values().size()));

    assertThat(scene.trail).containsExactly(1, 97, 3, 5); // it kept one, and one was on its way
    assertThat(quick.values()).hasSize(97);
  }

  @Test
  void whatWasOnItsWayToAReceiverThatEndsGoesToAnother() {
    Component<Integer, Void> stuck = Pieces.idle("stuck");
    stuck.in.limit(1);
    graph.wire(robin.add(), stuck.in);
    Collector<Integer> other = added();
    graph.wire(Values.from(upTo(9)).out, robin.in);
    run(scene, graph, () -> stuck.abort("stuck"));

    // 1 was received by the one that was stuck, and 3 was on its way there
    assertThat(other.values()).containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void whoJoinsWhileAllAreBusyIsServedAtOnce() {
    Component<Integer, Void> busy = Pieces.idle("busy");
    busy.in.limit(1);
    graph.wire(robin.add(), busy.in);
    List<Collector<Integer>> late = new ArrayList<>();
    graph.wire(Values.from(upTo(9)).out, robin.in);
    run(
        scene,
        graph,
        () -> late.add(added()),
        () -> scene.mark(late.getFirst().values()),
        () -> busy.abort("enough"));

    assertThat(scene.trail).containsExactly(List.of(3, 4, 5, 6, 7, 8, 9));
    assertThat(late.getFirst().values()).containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void whoIsRemovedGetsNoMoreAndNothingIsLost() {
    Collector<Integer> stays = added();
    Outlet<Integer> leaving = robin.add();
    Collector<Integer> left = new Collector<>();
    graph.wire(leaving, left.in);
    graph.wire(slowly(2, 1, 2, 3, 4, 5, 6).out, robin.in);
    run(scene, graph, () -> sleep(2), () -> robin.remove(leaving));

    assertThat(left.values()).containsExactly(2);
    assertThat(stays.values()).containsExactly(1, 3, 4, 5, 6);
  }

  @Test
  void whatIsForOneThatIsNotWiredYetWaitsForItsWire() {
    Outlet<Integer> outlet = robin.add();
    Collector<Integer> late = new Collector<>();
    graph.wire(Values.from(upTo(5)).out, robin.in);
    run(scene, graph, () -> graph.wire(outlet, late.in));

    assertThat(late.values()).isEqualTo(upTo(5));
  }

  @Test
  void inAPipelineTheNextStageTakesItsTurnsToo() {
    Collector<Integer> beside = added();
    Collector<Integer> next = new Collector<>();
    Component<Void, Integer> source = Values.from(upTo(4));
    graph.wire(source.out, robin.in);
    graph.wire(robin.out, next.in);
    run(scene, graph);

    assertThat(beside.values()).containsExactly(1, 3);
    assertThat(next.values()).containsExactly(2, 4);
  }

  @Test
  void theReceiversMayRunElsewhereAndJoinWhileItRuns() {
    List<Collector<Integer>> all = new ArrayList<>();
    Component<Void, Integer> source = slowly(1, upTo(50).toArray(Integer[]::new));
    graph.wire(source.out, robin.in);
    for (int i = 0; i < 2; i++) {
      Collector<Integer> remote = new Collector<>();
      all.add(remote);
      graph.wire(robin.add(), remote.on(Place.named("place " + i)).in);
    }
    scene.run(scope -> {
      scope.start("later", () -> all.add(added()));
      graph.run();
      return null;
    });

    assertThat(allOf(all)).isEqualTo(upTo(50));
    assertThat(all).noneMatch(one -> one.values().isEmpty());
  }

  @Test
  void whenTheLastReceiverHasEndedSoDoesWhoSends() {
    Component<Void, Integer> endless = Values.from(Stream.iterate(1, last -> last + 1));
    graph.wire(endless.out, robin.in);
    graph.wire(robin.add(), Pieces.<Integer>takes(2, scene).in);
    graph.wire(robin.add(), Pieces.<Integer>takes(1, scene).in);
    run(scene, graph);

    assertThat(endless.state()).isEqualTo(State.FINISHED);
    assertThat(robin.state()).isEqualTo(State.FINISHED);
    assertThat(scene.trail).hasSize(3);
  }

  @Test
  void aDrainBringsEachValueThatWasSentToOneReceiver() {
    Component<Void, Integer> endless = Values.from(Stream.iterate(1, last -> last + 1));
    graph.wire(endless.out, robin.in);
    List<Integer> received = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ForEach<Integer> worker =
          new ForEach<>(value -> {
            sleep(1);
            received.add(value);
          });
      graph.wire(robin.add(), worker.in);
    }
    run(scene, graph, () -> sleep(3), graph::drain);

    assertThat(received.stream().sorted().toList()).isEqualTo(upTo(received.size()));
    assertThat(received).hasSizeGreaterThan(100);
  }

  @Test
  void aDrainEndsOneThatNeverHadAReceiver() {
    graph.add(robin);
    run(scene, graph, graph::drain);

    assertThat(robin.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void whatWasForOneThatEndsGoesToOneThatHasRoomFirst() {
    List<Component<Integer, Void>> stuck = List.of(Pieces.idle("slow"), Pieces.idle("stuck"));
    for (Component<Integer, Void> one : stuck) {
      one.in.limit(1);
      graph.wire(robin.add(), one.in);
    }
    Collector<Integer> quick = added();
    graph.wire(Values.from(upTo(9)).out, robin.in);
    run(
        scene,
        graph,
        () -> stuck.getLast().abort("stuck"),
        () -> scene.mark(quick.values()),
        () -> stuck.getFirst().abort("slow"));

    // 1 and 2 were received by those that are stuck, 4 and 5 were on their way there
    assertThat(scene.trail).containsExactly(List.of(3, 6, 7, 8, 9, 5));
    assertThat(quick.values()).containsExactly(3, 6, 7, 8, 9, 5, 4);
  }

  @Test
  void whoJoinsWhenItHasEndedFindsTheEnd() {
    added();
    Component<Void, Void> stays = graph.add(Pieces.idle("stays"));
    graph.wire(Values.of(1).out, robin.in);
    List<Component<?, ?>> late = new ArrayList<>();
    run(
        scene,
        graph,
        () -> late.add(added()),
        () -> scene.mark(late.getFirst().state()),
        stays::drain);

    assertThat(scene.trail).containsExactly(State.FINISHED);
  }
}
