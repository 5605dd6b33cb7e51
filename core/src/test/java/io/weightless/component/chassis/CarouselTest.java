package io.weightless.component.chassis;

import static io.weightless.component.Parts.part;
import static io.weightless.component.chassis.Pieces.run;
import static io.weightless.component.chassis.Pieces.slowly;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component;
import io.weightless.component.Component.State;
import io.weightless.component.Graph;
import io.weightless.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// One component for each value, one at a time.
class CarouselTest {
  @AutoClose private final Scene scene = new Scene();

  private final Graph<Void, Void> graph = new Graph<>();
  private final List<Component<String, String>> children = new ArrayList<>();
  private final Carousel<String, String, String> carousel = new Carousel<>(this::child);
  private final Collector<String> collector = new Collector<>();

  /// Says its name, takes two seconds, and sends on a line.
  private Component<String, String> child(String name) {
    Component<String, String> child =
        part(
            name,
            (in, out) -> {
              scene.markAt(name);
              sleep(2);
              out.send(name + " is done");
            });
    children.add(child);
    return child;
  }

  /// Sends `names` at once, and ends, or does not.
  private Component<Void, String> names(boolean ends, String... names) {
    return part(
        "names",
        (_, out) -> {
          for (String name : names) {
            out.send(name);
          }
          sleep(ends ? 0 : 1_000_000);
        });
  }

  private void wire(Component<Void, String> names) {
    graph.wire(names.out, carousel.next);
    graph.wire(carousel.out, collector.in);
  }

  @Test
  void byItselfItDoesNothing() {
    Collector<Integer> requests = new Collector<>();
    graph.wire(carousel.requests, requests.in);
    wire(names(false));
    run(scene, graph, () -> scene.mark(carousel.state()), graph::drain);

    assertThat(scene.trail).containsExactly(State.RUNNING);
    assertThat(children).isEmpty();
    assertThat(collector.values()).isEmpty();
    assertThat(requests.values()).isEmpty();
  }

  @Test
  void itCanAskForTheFirstOneToo() {
    Collector<Integer> requests = new Collector<>();
    graph.wire(carousel.asking().requests, requests.in);
    wire(names(false));
    run(scene, graph, () -> scene.mark(List.copyOf(requests.values())), graph::drain);

    assertThat(scene.trail).containsExactly(List.of(0));
    assertThat(children).isEmpty();
  }

  @Test
  void idleItEndsWhenItIsDrainedOrAborted() {
    run(scene, carousel, carousel::drain);
    Carousel<String, String, String> other = new Carousel<>(this::child);
    Throwable thrown = thrownBy(() -> run(scene, other, () -> other.abort("enough")));

    assertThat(carousel.state()).isEqualTo(State.FINISHED);
    assertThat(other.state()).isEqualTo(State.CANCELLED);
    assertThat(thrown).isInstanceOf(CancellationException.class);
  }

  @Test
  void idleItEndsWithNext() {
    wire(names(true));
    run(scene, graph);

    assertThat(carousel.state()).isEqualTo(State.FINISHED);
    assertThat(children).isEmpty();
  }

  @Test
  void eachValueOfNextMakesOneWhenTheOneBeforeHasEnded() {
    wire(names(true, "a", "b", "c"));
    run(scene, graph);

    assertThat(scene.trail).containsExactly("a@0", "b@2", "c@4");
    assertThat(collector.values()).containsExactly("a is done", "b is done", "c is done");
    assertThat(children).extracting(Component::state).containsOnly(State.FINISHED);
  }

  @Test
  void theNextIsAskedForWhenOneHasEnded() {
    ForEach<Integer> requests = new ForEach<>(scene::markAt);
    graph.wire(carousel.requests, requests.in);
    wire(names(true, "a", "b"));
    run(scene, graph);

    assertThat(scene.trail).containsExactlyInAnyOrder("a@0", "1@2", "b@2", "2@4");
  }

  @Test
  void whoIsAskedMayChooseTheNextUntilThereIsNone() {
    List<String> playlist = List.of("a", "b", "c");
    Component<Integer, String> chooser =
        part(
            "chooser",
            (in, out) -> {
              for (String name : playlist) {
                in.receive();
                out.send(name);
              }
            });
    graph.wire(carousel.asking().requests, chooser.in);
    graph.wire(chooser.out, carousel.next);
    graph.wire(carousel.out, collector.in);
    run(scene, graph);

    assertThat(scene.trail).containsExactly("a@0", "b@2", "c@4");
    assertThat(carousel.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void aCircleOfCarouselAndChooserCanBeDrained() {
    Transformer<Integer, String> chooser = Transformer.of(count -> "child " + count);
    graph.wire(carousel.asking().requests, chooser.in);
    graph.wire(chooser.out, carousel.next);
    graph.wire(carousel.out, collector.in);
    run(scene, graph, () -> sleep(3), graph::drain);

    assertThat(collector.values())
        .containsExactly("child 0 is done", "child 1 is done", "child 2 is done");
  }

  /// Reads so many, and ends.
  private static Component<String, String> reads(int count) {
    return part(
        "reads " + count,
        (in, out) -> {
          for (int i = 0; i < count; i++) {
            out.send(count + " read " + in.receive());
          }
        });
  }

  @Test
  void whatComesInReachesTheOneThatRunsAndWhatItLeavesTheNext() {
    Carousel<Integer, String, String> readers = new Carousel<>(CarouselTest::reads);
    graph.wire(Values.of("a", "b", "c", "d").out, readers.in);
    graph.wire(slowly(1, 1, 3).out, readers.next);
    graph.wire(readers.out, collector.in);
    run(scene, graph);

    assertThat(collector.values()).containsExactly("1 read a", "3 read b", "3 read c", "3 read d");
  }

  @Test
  void theEndOfOneIsNoneOfTheWhole() {
    wire(slowly(10, "a", "b"));
    run(scene, graph, () -> sleep(3), () -> scene.mark(collector.state()));

    assertThat(scene.trail).containsExactly("a@0", State.RUNNING, "b@10");
    assertThat(collector.values()).containsExactly("a is done", "b is done");
  }

  @Test
  void theEndOfWhatComesInReachesTheOneThatRuns() {
    Carousel<String, String, String> relays = new Carousel<>(Pieces::relay);
    graph.wire(slowly(2, "x", "y").out, relays.in);
    graph.wire(Values.of("relay").out, relays.next);
    graph.wire(relays.out, collector.in);
    run(scene, graph);

    assertThat(collector.values()).containsExactly("x", "y");
    assertThat(relays.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void drainedItEndsAnInletThatNobodyFeedsAndSoTheOneThatReadsThere() {
    Carousel<String, String, String> relays = new Carousel<>(Pieces::relay);
    graph.wire(names(false, "relay").out, relays.next);
    run(scene, graph, () -> scene.mark(relays.children().size()), graph::drain);

    assertThat(scene.trail).containsExactly(1);
    assertThat(relays.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void itNeverEndsBeforeTheOneThatRuns() {
    wire(names(true, "a"));
    run(scene, graph, () -> scene.mark(carousel.state()));

    assertThat(scene.trail).containsExactly("a@0", State.RUNNING);
    assertThat(children.getFirst().state()).isEqualTo(State.FINISHED);
  }

  @Test
  void drainedItDoesAllThatWasAskedForFirst() {
    wire(names(false, "a", "b", "c"));
    run(scene, graph, graph::drain);

    assertThat(scene.trail).containsExactly("a@0", "b@2", "c@4");
    assertThat(collector.values()).containsExactly("a is done", "b is done", "c is done");
  }

  @Test
  void abortedItDoesNothingOfIt() {
    wire(names(true, "a", "b", "c"));
    run(scene, graph, () -> carousel.abort("enough"));

    assertThat(scene.trail).containsExactly("a@0");
    assertThat(collector.values()).isEmpty();
    assertThat(children).extracting(Component::state).containsExactly(State.CANCELLED);
  }

  @Test
  void anAbortOfOneIsItsEndAndTheNextBegins() {
    wire(names(true, "a", "b"));
    run(scene, graph, () -> children.getFirst().abort("enough"));

    assertThat(scene.trail).containsExactly("a@0", "b@1");
    assertThat(collector.values()).containsExactly("b is done");
  }

  @Test
  void aThousandOfThemLeaveNothing() {
    Carousel<Integer, String, String> readers = new Carousel<>(CarouselTest::reads);
    graph.wire(Values.from(Stream.generate(() -> 1).limit(1_000)).out, readers.next);
    graph.wire(Values.from(Stream.generate(() -> "x")).out, readers.in);
    graph.wire(readers.out, collector.in);
    run(scene, graph);

    assertThat(collector.values()).hasSize(1_000);
    assertThat(readers.ports()).hasSize(4);
    assertThat(List.copyOf(readers.out.incoming())).isEmpty();
  }

  @Test
  void replacingItAbortsTheOneThatRunsWhenTheNextIsAskedFor() {
    carousel.replacing();
    wire(slowly(1, "a", "b", "c"));
    run(scene, graph);

    assertThat(scene.trail).containsExactly("a@0", "b@1", "c@2");
    assertThat(collector.values()).containsExactly("c is done");
    assertThat(children)
        .extracting(Component::state)
        .containsExactly(State.CANCELLED, State.CANCELLED, State.FINISHED);
  }

  @Test
  void replacingAndDrainedItEndsTheLastOneToo() {
    Carousel<Long, Void, Long> clocks =
        new Carousel<Long, Void, Long>(period -> Ticks.every(Scene.seconds(period))).replacing();
    Collector<Long> ticks = new Collector<>();
    graph.wire(slowly(10, 3L, 4L).out, clocks.next);
    graph.wire(clocks.out, ticks.in);
    run(scene, graph, () -> sleep(20), graph::drain);

    assertThat(ticks.values()).containsExactly(1L, 2L, 3L, 1L, 2L, 3L);
    assertThat(clocks.state()).isEqualTo(State.FINISHED);
  }
}
