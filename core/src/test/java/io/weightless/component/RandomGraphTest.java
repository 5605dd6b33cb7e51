package io.weightless.component;

import static io.weightless.component.Parts.part;
import static io.weightless.component.Parts.relays;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scene.Scene;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Random graphs of relays that are wired anew at random while values flow: whatever is done, what
/// each producer has sent is received once, in its order where it takes one way, and all end.
class RandomGraphTest {
  private static final int SEEDS = 300;
  private static final int EACH = 60;

  private record Letter(int from, int number) {}

  /// One graph.
  private static final class World {
    private final SplittableRandom random;
    private final Graph<Void, Void> graph = new Graph<>();
    private final List<Letter> received = new ArrayList<>();
    private final List<Outlet<Letter>> outlets = new ArrayList<>();
    private final List<List<Inlet<Letter>>> layers = new ArrayList<>();
    private final List<Integer> layerOf = new ArrayList<>();
    private int producers;

    World(long seed) {
      random = new SplittableRandom(seed);
      int depth = random.nextInt(1, 4);
      for (int layer = 0; layer <= depth; layer++) {
        layers.add(new ArrayList<>());
        int width = random.nextInt(1, 4);
        for (int i = 0; i < width; i++) {
          if (layer == depth) {
            addTaker();
          } else {
            addRelay(layer);
          }
        }
      }
      for (int i = random.nextInt(1, 5); i > 0; i--) {
        addProducer();
      }
    }

    private void pause() {
      if (random.nextInt(4) == 0) {
        Task.sleep(Duration.ofMillis(random.nextInt(20)));
      }
    }

    private void addTaker() {
      Component<Letter, Void> taker =
          part(
              "taker",
              (in, _) -> {
                for (Letter letter : in) {
                  pause();
                  received.add(letter);
                }
              });
      layers.getLast().add(held(graph.add(taker).in));
    }

    /// Sometimes one inside another, which passes all on.
    private void addRelay(int layer) {
      Component<Letter, Letter> relay = relays();
      relay.in.limit(random.nextInt(1, 6));
      if (random.nextBoolean()) {
        Graph<Letter, Letter> around = new Graph<>("around");
        around.out.keeping(random.nextInt(1, 9));
        around.pass(around.in, relay.in);
        around.pass(relay.out, around.out);
        relay = around;
      } else {
        relay.out.keeping(random.nextInt(1, 9));
      }
      layers.get(layer).add(held(graph.add(relay).in));
      outlets.add(relay.out);
      layerOf.add(layer);
    }

    /// Ends only when the wiring is over, and not for want of wires before.
    private static Inlet<Letter> held(Inlet<Letter> inlet) {
      inlet.limit(3);
      inlet.hold();
      return inlet;
    }

    private void addProducer() {
      int from = producers++;
      Component<Void, Letter> producer =
          part(
              "producer",
              (_, out) -> {
                for (int i = 0; i < EACH; i++) {
                  pause();
                  out.send(new Letter(from, i));
                }
              });
      producer.out.keeping(random.nextInt(1, 9));
      graph.add(producer);
      outlets.add(producer.out);
      layerOf.add(-1);
      wireAnew(outlets.size() - 1);
    }

    /// One step on, or more.
    private void wireAnew(int index) {
      Outlet<Letter> outlet = outlets.get(index);
      Wire present = outlet.onward();
      if (present != null) {
        present.remove();
        if (random.nextInt(3) == 0) {
          return; // it is wired later
        }
      }
      int layer = random.nextInt(layerOf.get(index) + 1, layers.size());
      List<Inlet<Letter>> inlets = layers.get(layer);
      graph.wire(outlet, inlets.get(random.nextInt(inlets.size())));
    }

    private void wireAll() {
      for (int i = 0; i < outlets.size(); i++) {
        if (outlets.get(i).onward() == null) {
          wireAnew(i);
        }
      }
    }

    private void change() {
      for (int step = random.nextInt(40); step > 0; step--) {
        Task.sleep(Duration.ofMillis(random.nextInt(30)));
        if (random.nextInt(5) == 0) {
          addProducer();
        } else {
          wireAnew(random.nextInt(outlets.size()));
        }
      }
      wireAll();
      layers.forEach(layer -> layer.forEach(Inlet::release));
    }

    void run() {
      try (Scene scene = new Scene()) {
        scene.run(_ -> {
          wireAll();
          graph.add(part("changes", (_, _) -> change()));
          graph.run();
          return null;
        });
      }
    }
  }

  @Test
  void whatIsSentIsReceivedOnceHoweverItIsWired() {
    for (long seed = 0; seed < SEEDS; seed++) {
      World world = new World(seed);
      world.run();
      assertThat(world.received)
          .as("seed %d", seed)
          .hasSize(world.producers * EACH)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void whatTakesOneWayKeepsItsOrderWhateverIsWiredAnewOnIt() {
    for (long seed = 0; seed < SEEDS; seed++) {
      assertThat(numbersThrough(new SplittableRandom(seed)))
          .as("seed %d", seed)
          .isEqualTo(IntStream.range(0, EACH).boxed().toList());
    }
  }

  /// A chain of graphs in graphs, whose wires are removed and made again at random.
  private static List<Integer> numbersThrough(SplittableRandom random) {
    List<Integer> received = new ArrayList<>();
    Graph<Void, Void> graph = new Graph<>();
    Component<Void, Integer> producer =
        part(
            "producer",
            (_, out) -> {
              for (int i = 0; i < EACH; i++) {
                Task.sleep(Duration.ofMillis(random.nextInt(5)));
                out.send(i);
              }
              sleep(1);
            });
    producer.out.keeping(1);
    List<Port<Integer>> chain = new ArrayList<>(List.of(producer.out));
    Component<Integer, Void> taker = Parts.<Integer>takes(received::add);
    for (int i = random.nextInt(4); i > 0; i--) {
      Inlet<Integer> middle = graph.inlet("middle " + i);
      chain.add(middle.limit(random.nextInt(1, 4)));
    }
    chain.add(taker.in.limit(random.nextInt(1, 4)));
    for (int i = 0; i + 1 < chain.size(); i++) {
      graph.inside().join(chain.get(i), chain.get(i + 1));
    }
    graph.add(part("changes", (_, _) -> change(graph, chain, random)));
    try (Scene scene = new Scene()) {
      scene.run(_ -> {
        graph.run();
        return null;
      });
    }
    return received;
  }

  private static void change(
      Graph<?, ?> graph, List<Port<Integer>> chain, SplittableRandom random) {
    for (int step = 0; step < 30; step++) {
      int at = random.nextInt(chain.size() - 1);
      Wire wire = chain.get(at).onward();
      if (wire != null) {
        wire.remove();
        Task.sleep(Duration.ofMillis(random.nextInt(20)));
        graph.inside().join(chain.get(at), chain.get(at + 1));
      }
    }
  }
}
