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
import io.weightless.component.Inlet;
import io.weightless.component.Outlet;
import io.weightless.component.Wire;
import io.weightless.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Each value to all.
class SplitterTest {
  @AutoClose private final Scene scene = new Scene();

  private final Graph<Void, Void> graph = new Graph<>();
  private final Splitter<Integer> splitter = new Splitter<>();

  private Collector<Integer> added() {
    Collector<Integer> collector = new Collector<>();
    graph.wire(splitter.add(), collector.in);
    return collector;
  }

  @Test
  void asManyAsThereAreAtRunTimeGetEachValue() {
    List<Collector<Integer>> all = Stream.generate(this::added).limit(10).toList();
    graph.wire(Values.from(upTo(20)).out, splitter.in);
    run(scene, graph);

    assertThat(all).extracting(Collector::values).hasSize(10).containsOnly(upTo(20));
  }

  @Test
  void inAPipelineTheNextStageGetsEachValueToo() {
    Collector<Integer> tap = new Collector<>();
    Collector<Integer> end = new Collector<>();
    graph.wire(splitter.add(), tap.in);
    Component<Void, Integer> source = Values.from(upTo(5));
    graph.wire(source.out, splitter.in);
    graph.wire(splitter.out, end.in);
    run(scene, graph);

    assertThat(tap.values()).isEqualTo(upTo(5));
    assertThat(end.values()).isEqualTo(upTo(5));
  }

  @Test
  void whoJoinsLaterGetsWhatComesFromThenOn() {
    Collector<Integer> first = added();
    List<Collector<Integer>> later = new ArrayList<>();
    graph.wire(slowly(2, 1, 2, 3, 4).out, splitter.in);
    run(scene, graph, () -> later.add(added()), () -> sleep(2), () -> later.add(added()));

    assertThat(first.values()).isEqualTo(upTo(4));
    assertThat(later.getFirst().values()).containsExactly(2, 3, 4);
    assertThat(later.getLast().values()).containsExactly(4);
  }

  @Test
  void oneThatIsRemovedEndsBehindWhatWasSentAndTheOthersGoOn() {
    Outlet<Integer> leaving = splitter.add();
    Collector<Integer> left = new Collector<>();
    graph.wire(leaving, left.in);
    Collector<Integer> stays = added();
    graph.wire(slowly(2, 1, 2, 3).out, splitter.in);
    run(scene, graph, () -> splitter.remove(leaving), () -> scene.mark(left.state()));

    assertThat(left.values()).containsExactly(1);
    assertThat(stays.values()).isEqualTo(upTo(3));
    assertThat(scene.trail).containsExactly(State.FINISHED);
  }

  @Test
  void aReceiverThatHasEndedIsDroppedWithItsOutlet() {
    Collector<Integer> stays = added();
    for (int i = 0; i < 3; i++) {
      graph.wire(splitter.add(), Pieces.<Integer>takes(2, scene).in);
    }
    graph.wire(slowly(1, 1, 2, 3, 4).out, splitter.in);
    run(scene, graph, () -> sleep(3), () -> scene.mark(splitter.ports().size()));

    assertThat(scene.trail).containsExactly(1, 1, 1, 2, 2, 2, 3); // in, out, and the one that stays
    assertThat(stays.values()).isEqualTo(upTo(4));
  }

  @Test
  void whoComesAndGoesAThousandTimesLeavesNothing() {
    Collector<Integer> stays = added();
    graph.wire(slowly(1, 1, 2, 3, 4).out, splitter.in);
    run(
        scene,
        graph,
        () -> {
          for (int i = 0; i < 1_000; i++) {
            graph.wire(splitter.add(), Pieces.<Integer>takes(0, scene).in);
            Scene.settle();
          }
          scene.mark(splitter.ports().size());
        });

    assertThat((int) scene.trail.getFirst()).isLessThan(6);
    assertThat(stays.values()).isEqualTo(upTo(4));
  }

  @Test
  void oneReceiverMayHaveSeveralOfThemEachByItself() {
    Component<Integer, Void> twice =
        new Component<>("twice") {
          final Inlet<Integer> more = inlet("more");

          @Override
          protected void main() {
            scope().start("more", () -> more.forEach(value -> scene.mark("more " + value)));
            in.forEach(scene::mark);
          }
        };
    @SuppressWarnings("unchecked") // its last port
    Inlet<Integer> more = (Inlet<Integer>) twice.ports().getLast();
    Outlet<Integer> second = splitter.add();
    graph.wire(splitter.add(), twice.in);
    graph.wire(second, more);
    graph.wire(slowly(2, 1, 2).out, splitter.in);
    run(scene, graph, () -> splitter.remove(second));

    assertThat(scene.trail).containsExactlyInAnyOrder(1, "more 1", 2);
  }

  @Test
  void theSlowestHoldsUpAll() {
    Component<Integer, Void> slow =
        part(
            "slow",
            (in, _) -> {
              for (Integer _ : in) {
                sleep(1);
              }
            });
    slow.in.limit(1);
    ForEach<Integer> quick = new ForEach<>(scene::markAt);
    quick.in.limit(1);
    splitter.in.limit(1);
    graph.wire(Values.from(upTo(6)).out, splitter.in);
    graph.wire(splitter.add(), slow.in);
    graph.wire(splitter.add(), quick.in);
    run(scene, graph);

    assertThat(scene.trail).containsExactly("1@0", "2@0", "3@1", "4@2", "5@3", "6@4");
  }

  @Test
  void aReceiverThatEndsWhileItsRoomIsAwaitedHoldsUpNobodyAnyMore() {
    Component<Integer, Void> stuck = Pieces.idle("stuck");
    stuck.in.limit(1);
    graph.wire(splitter.add(), stuck.in);
    Collector<Integer> other = added();
    graph.wire(Values.from(upTo(5)).out, splitter.in);
    run(scene, graph, () -> scene.mark(other.values()), () -> stuck.abort("stuck"));

    assertThat(scene.trail).containsExactly(List.of(1));
    assertThat(other.values()).isEqualTo(upTo(5));
  }

  @Test
  void whileItsWireIsAwayOneMissesWhatComes() {
    Collector<Integer> other = added();
    Collector<Integer> away = new Collector<>();
    Outlet<Integer> outlet = splitter.add();
    Wire wire = graph.wire(outlet, away.in);
    graph.wire(slowly(2, 1, 2, 3).out, splitter.in);
    run(scene, graph, wire::remove, () -> sleep(1), () -> graph.wire(outlet, away.in));

    assertThat(away.values()).containsExactly(1, 3);
    assertThat(other.values()).isEqualTo(upTo(3));
  }

  @Test
  void nothingIsTakenInBeforeThereIsAReceiver() {
    List<Collector<Integer>> late = new ArrayList<>();
    graph.wire(Values.from(upTo(3)).out, splitter.in);
    run(scene, graph, () -> late.add(added()));

    assertThat(late.getFirst().values()).isEqualTo(upTo(3));
  }

  @Test
  void whenTheLastReceiverHasEndedSoDoesWhoSends() {
    Component<Void, Integer> endless = Values.from(Stream.iterate(1, last -> last + 1));
    graph.wire(endless.out, splitter.in);
    graph.wire(splitter.add(), Pieces.<Integer>takes(2, scene).in);
    graph.wire(splitter.add(), Pieces.<Integer>takes(1, scene).in);
    run(scene, graph);

    assertThat(endless.state()).isEqualTo(State.FINISHED);
    assertThat(scene.trail).containsExactlyInAnyOrder(1, 1, 2);
  }

  @Test
  void aDrainBringsAllThatWasSentToAll() {
    Component<Void, Integer> endless = Values.from(Stream.iterate(1, last -> last + 1));
    graph.wire(endless.out, splitter.in);
    Component<Integer, Void> slow = new ForEach<>(_ -> sleep(1));
    graph.wire(splitter.add(), slow.in);
    Collector<Integer> other = added();
    run(scene, graph, () -> graph.drain());

    assertThat(other.values()).isEqualTo(upTo(other.values().size())).hasSizeGreaterThan(100);
    assertThat(slow.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void aDrainEndsOneThatNeverHadAReceiver() {
    graph.wire(slowly(1, 1, 2, 3).out, splitter.in);
    run(scene, graph, () -> graph.drain());

    assertThat(splitter.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void whoJoinsWhenItHasEndedFindsTheEnd() {
    added();
    Component<Void, Void> stays = graph.add(Pieces.idle("stays"));
    graph.wire(Values.of(1).out, splitter.in);
    run(
        scene,
        graph,
        () -> scene.mark(splitter.state()),
        () -> scene.mark(added()),
        () -> scene.mark(((Component<?, ?>) scene.trail.getLast()).state()),
        stays::drain);

    assertThat(scene.trail).startsWith(State.FINISHED).endsWith(State.FINISHED);
    assertThat(splitter.ports()).hasSize(3); // in, out, and that of the first one
  }
}
