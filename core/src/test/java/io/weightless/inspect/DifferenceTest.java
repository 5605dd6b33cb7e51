package io.weightless.inspect;

import static io.weightless.component.Parts.part;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.component.Component;
import io.weightless.component.Graph;
import io.weightless.component.Inlet;
import io.weightless.component.Outlet;
import io.weightless.component.Wire;
import io.weightless.inspect.Difference.Flow;
import io.weightless.scene.Scene;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What has changed from one snapshot to a later one.
class DifferenceTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void tasksThatBeganOrEndedOrWaitForSomethingElseAreTold() {
    scene.run(scope -> {
      scope.start("ends", () -> sleep(1));
      scope.start("stays", () -> sleep(20));
      scope.start(
          "changes",
          () -> {
            sleep(1);
            sleep(8);
          });
      settle();
      Snapshot before = Snapshot.take();
      sleep(2);
      scope.start("begins", () -> sleep(9));
      settle();
      Difference difference = Snapshot.take().since(before);

      assertThat(difference.begun()).extracting(SeenTask::name).containsExactly("begins");
      assertThat(difference.ended()).extracting(SeenTask::name).containsExactly("ends");
      assertThat(difference.changed()).extracting(SeenTask::name).containsExactly("changes");
      assertThat(difference.nanos()).isEqualTo(2_000_000_000);
      return null;
    });
  }

  @Test
  void whatWentThroughAChannelIsToldPerSecond() {
    scene.run(scope -> {
      try (Watch _ = Watch.open()) {
        Channel<Integer> channel = Channel.buffered(100);
        channel.send(0);
        Snapshot before = Snapshot.take();
        for (int i = 0; i < 20; i++) {
          channel.send(i);
        }
        channel.receive();
        sleep(2);
        Difference difference = Snapshot.take().since(before);

        assertThat(difference.flows()).containsExactly(new Flow("channel 1", 10, 0.5));
      }
      return null;
    });
  }

  @Test
  void turnsAreToldPerSecond() {
    scene.run(_ -> {
      Snapshot before = Snapshot.take();
      sleep(1);
      Snapshot after = Snapshot.take();

      assertThat(after.since(before).turnsPerSecond())
          .isEqualTo((double) (after.loop().turns() - before.loop().turns()));
      return null;
    });
  }

  @Test
  void whereNoTimeHasPassedRatesAreZero() {
    scene.run(_ -> {
      Snapshot one = Snapshot.take();

      assertThat(one.since(one).turnsPerSecond()).isZero();
      assertThat(one.since(one).flows()).isEmpty();
      assertThat(one.since(one).begun()).isEmpty();
      return null;
    });
  }

  @Test
  void componentsThatCameOrWentAndTheirWiresAreToldAndHowMuchGoesThroughTheirPorts() {
    Component<Void, Integer> first =
        part(
            "first",
            (Inlet<Void> _, Outlet<Integer> out) -> {
              for (int i = 0; i < 10; i++) {
                out.send(i);
                sleep(1);
              }
            });
    Component<Integer, Void> second = part("second", (in, _) -> in.forEach(_ -> {}));
    Graph<Void, Void> graph = new Graph<>("graph");
    Wire wire = graph.wire(first.out, second.in);
    scene.run(scope -> {
      scope.start("runs", () -> graph.run());
      settle();
      Snapshot before = Snapshot.take();
      sleep(4);
      Snapshot during = Snapshot.take();
      wire.remove();
      graph.add(part("late", (_, _) -> sleep(20)));
      settle();
      Difference changed = Snapshot.take().since(during);
      sleep(10);
      Difference ended = Snapshot.take().since(during);
      second.abort("enough");

      assertThat(before.wires())
          .containsExactly(new SeenWire("graph/first", "out", "graph/second", "in"));
      assertThat(during.since(before).flows())
          .containsExactly(
              new Flow("'in' of graph/second", 0.75, 0.75), new Flow("channel 1", 0.75, 0.75));
      assertThat(changed.cut()).isEqualTo(before.wires());
      assertThat(changed.components())
          .extracting(SeenComponent::path)
          .containsExactly("graph/late");
      assertThat(ended.gone()).containsExactly("graph/first");
      return null;
    });
  }

  @Test
  void whatBeganToCountAnewHasNoRateBelowNothing() {
    Graph<Void, Void> graph = new Graph<>("graph");
    graph.add(part("stays", (_, _) -> sleep(9)));
    scene.run(scope -> {
      scope.start("runs", () -> graph.run());
      settle();
      addPair(graph, 10);
      sleep(1);
      Snapshot before = Snapshot.take();
      sleep(2);
      addPair(graph, 3);
      sleep(1);
      Difference difference = Snapshot.take().since(before);

      assertThat(difference.flows()).contains(new Flow("'in' of graph/taker", 1, 1));
      return null;
    });
  }

  /// Two that end after two seconds, and between them so many values.
  private static void addPair(Graph<Void, Void> graph, int values) {
    Component<Void, Integer> sender =
        part(
            "sender",
            (_, out) -> {
              for (int i = 0; i < values; i++) {
                out.send(i);
              }
              sleep(2);
            });
    Component<Integer, Void> taker = part("taker", (in, _) -> in.forEach(_ -> {}));
    graph.wire(sender.out, taker.in);
  }

  @Test
  void streamsOfOneNameAreToldApart() {
    AtomicLong second = new AtomicLong();
    scene.reactor.attach(
        OpenStreams.class,
        () ->
            List.of(
                new SeenStream(1, "twin", 100, 5 * second.get()),
                new SeenStream(2, "twin", 100, 7 * second.get())));
    scene.run(_ -> {
      Snapshot before = Snapshot.take();
      sleep(1);
      second.set(1);

      assertThat(Snapshot.take().since(before).flows())
          .containsExactly(new Flow("stream 1", 0, 5), new Flow("stream 2", 0, 7));
      return null;
    });
  }

  @Test
  void bothAreWrittenAsJson() {
    scene.run(_ -> {
      Snapshot seen = Snapshot.take();

      assertThat(seen.toJson())
          .startsWith("{\"atNanos\":0,\"loop\":{\"backend\":\"none\",")
          .contains("\"name\":\"main\"", "\"awaits\":null", "\"scopes\":[\"scope\"]")
          .endsWith("\"components\":[],\"wires\":[],\"channels\":[],\"streams\":[]}");
      assertThat(seen.since(seen).toJson())
          .isEqualTo(
              "{\"nanos\":0,\"turnsPerSecond\":0.0,\"begun\":[],\"ended\":[],\"changed\":[],"
                  + "\"components\":[],\"gone\":[],\"made\":[],\"cut\":[],\"flows\":[]}");
      return null;
    });
  }
}
