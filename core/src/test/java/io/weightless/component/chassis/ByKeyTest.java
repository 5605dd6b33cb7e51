package io.weightless.component.chassis;

import static io.weightless.component.Parts.part;
import static io.weightless.component.chassis.Pieces.run;
import static io.weightless.component.chassis.Pieces.upTo;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component;
import io.weightless.component.Component.State;
import io.weightless.component.Graph;
import io.weightless.component.Outlet;
import io.weightless.scene.Scene;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// All values of one key to the same one.
class ByKeyTest {
  private static final int KEYS = 100;

  @AutoClose private final Scene scene = new Scene();

  private final Graph<Void, Void> graph = new Graph<>();
  private final ByKey<Integer, Integer> byKey = new ByKey<>(value -> value % KEYS);
  private final List<Collector<Integer>> receivers = new ArrayList<>();

  private void add(int count) {
    for (int i = 0; i < count; i++) {
      Collector<Integer> collector = new Collector<>();
      receivers.add(collector);
      graph.wire(byKey.add(), collector.in);
    }
  }

  /// Who got each key, of the values up to `last` and beyond `first`.
  private Map<Integer, Integer> owners(int first, int last) {
    Map<Integer, Integer> owners = new HashMap<>();
    for (int i = 0; i < receivers.size(); i++) {
      for (int value : receivers.get(i).values()) {
        if (value > first && value <= last) {
          Integer before = owners.put(value % KEYS, i);
          assertThat(before).as("who else got key " + value % KEYS).isIn(null, i);
        }
      }
    }
    return owners;
  }

  @Test
  void allValuesOfAKeyGoToOneReceiverInTheirOrder() {
    add(4);
    graph.wire(Values.from(upTo(1_000)).out, byKey.in);
    run(scene, graph);

    assertThat(owners(0, 1_000)).hasSize(KEYS);
    for (Collector<Integer> receiver : receivers) {
      assertThat(receiver.values()).isSorted().hasSizeBetween(100, 450);
    }
  }

  /// Sends the first thousand, and a second later the second one.
  private Component<Void, Integer> twoThousand() {
    return part(
        "two thousand",
        (_, out) -> {
          upTo(1_000).forEach(out::send);
          sleep(2);
          upTo(1_000).forEach(value -> out.send(1_000 + value));
        });
  }

  @Test
  void oneThatJoinsTakesItsShareAndNoOtherKeyMoves() {
    add(3);
    graph.wire(twoThousand().out, byKey.in);
    run(scene, graph, () -> add(1));

    Map<Integer, Integer> before = owners(0, 1_000);
    Map<Integer, Integer> after = owners(1_000, 2_000);
    assertThat(after).hasSize(KEYS);
    after.forEach((key, owner) -> assertThat(owner).isIn(3, before.get(key)));
    assertThat(receivers.getLast().values()).hasSizeBetween(100, 450);
  }

  @Test
  void whenOneHasEndedItsKeysGoToTheOthersAndNoOtherKeyMoves() {
    add(3);
    graph.wire(twoThousand().out, byKey.in);
    run(scene, graph, () -> receivers.get(1).abort("enough"));

    Map<Integer, Integer> before = owners(0, 1_000);
    Map<Integer, Integer> after = owners(1_000, 2_000);
    assertThat(after).hasSize(KEYS).doesNotContainValue(1);
    before.forEach((key, owner) -> assertThat(owner).isIn(1, after.get(key)));
  }

  @Test
  void whatIsForOneThatIsNotWiredYetWaitsForItsWire() {
    Outlet<Integer> outlet = byKey.add();
    Collector<Integer> late = new Collector<>();
    graph.wire(Values.from(upTo(5)).out, byKey.in);
    run(scene, graph, () -> graph.wire(outlet, late.in));

    assertThat(late.values()).isEqualTo(upTo(5));
  }

  @Test
  void whenTheLastReceiverHasEndedSoDoesWhoSends() {
    Component<Void, Integer> endless = Values.from(Stream.iterate(1, last -> last + 1));
    graph.wire(endless.out, byKey.in);
    graph.wire(byKey.add(), Pieces.<Integer>takes(2, scene).in);
    graph.wire(byKey.add(), Pieces.<Integer>takes(1, scene).in);
    run(scene, graph);

    assertThat(endless.state()).isEqualTo(State.FINISHED);
    assertThat(scene.trail).hasSize(3);
  }
}
