package io.weightless.component.chassis;

import static io.weightless.component.Parts.part;
import static io.weightless.component.chassis.Pieces.idle;
import static io.weightless.component.chassis.Pieces.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component;
import io.weightless.component.Component.State;
import io.weightless.component.Graph;
import io.weightless.scene.Scene;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A carousel, when nobody receives any more what goes out of it.
class CarouselLeftAloneTest {
  @AutoClose private final Scene scene = new Scene();

  private final Graph<Void, Void> graph = new Graph<>();
  private final Carousel<String, String, String> carousel =
      new Carousel<>(name -> part(name, (_, out) -> out.send(name)));

  CarouselLeftAloneTest() {
    graph.wire(carousel.out, Pieces.<String>takes(1, scene).in);
  }

  @Test
  void itEndsAndSoDoesWhoAsks() {
    Component<Void, String> endless = Values.from(Stream.generate(() -> "again"));
    graph.wire(endless.out, carousel.next);
    run(scene, graph);

    assertThat(endless.state()).isEqualTo(State.FINISHED);
    assertThat(carousel.state()).isEqualTo(State.FINISHED);
    assertThat(scene.trail).containsExactly("again");
  }

  @Test
  void itDoesNotWaitForTheNextOne() {
    Sequence<Void, String> names = Sequence.of(Values.of("a"), idle("asks no more"));
    graph.wire(names.out, carousel.next);
    run(scene, graph, () -> scene.mark(carousel.state()), graph::drain);

    assertThat(scene.trail).containsExactly("a", State.FINISHED);
  }
}
