package io.weightless.component.chassis;

import static io.weightless.component.chassis.Pieces.idle;
import static io.weightless.component.chassis.Pieces.run;
import static io.weightless.component.chassis.Pieces.slowly;
import static io.weightless.component.chassis.Pieces.upTo;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component;
import io.weightless.component.Component.State;
import io.weightless.component.Graph;
import io.weightless.component.Wire;
import io.weightless.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Members that come and go.
class BackplaneTest {
  @AutoClose private final Scene scene = new Scene();

  private final Graph<Void, Void> graph = new Graph<>();
  private final Backplane<Integer> plane = new Backplane<>("numbers");

  private Collector<Integer> subscribed() {
    Collector<Integer> collector = new Collector<>();
    graph.wire(plane.subscriber(), collector.in);
    return collector;
  }

  private void publish(Component<Void, Integer> publisher) {
    graph.wire(publisher.out, plane.publisher());
  }

  @Test
  void whatAnyPublisherSendsAllSubscribersGetInOneOrder() {
    List<Collector<Integer>> all = List.of(subscribed(), subscribed(), subscribed());
    publish(slowly(1, 1, 3, 5));
    publish(slowly(2, 2, 4));
    run(scene, graph, plane::close);

    assertThat(all.getFirst().values()).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    assertThat(all).extracting(Collector::values).containsOnly(all.getFirst().values());
  }

  @Test
  void itStaysOpenWithoutMembersUntilItIsClosed() {
    List<Collector<Integer>> late = new ArrayList<>();
    publish(Values.of(1));
    run(
        scene,
        graph,
        () -> scene.mark(graph.children()),
        () -> late.add(subscribed()),
        () -> publish(Values.of(2, 3)),
        plane::close);

    assertThat(scene.trail).containsExactly(List.of(plane));
    assertThat(late.getFirst().values()).containsExactly(2, 3);
    assertThat(plane.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void aDrainEndsItWithTheLastOfItsPublishers() {
    Component<Void, Integer> endless = Values.from(Stream.iterate(1, last -> last + 1));
    publish(endless);
    plane.publisher(); // never wired
    Collector<Integer> subscriber = subscribed();
    Component<Integer, Void> slow = new ForEach<>(_ -> sleep(1));
    graph.wire(plane.subscriber(), slow.in);
    run(scene, graph, () -> sleep(2), graph::drain);

    assertThat(subscriber.values()).isEqualTo(upTo(subscriber.values().size()));
    assertThat(subscriber.values()).hasSizeGreaterThan(100);
    assertThat(List.of(plane.state(), slow.state())).containsOnly(State.FINISHED);
  }

  @Test
  void anAbortEndsItAtOnce() {
    Component<Void, Integer> publisher = idle("publisher");
    publish(publisher);
    Collector<Integer> subscriber = subscribed();
    run(scene, graph, () -> plane.abort("enough"), () -> publisher.drain());

    assertThat(plane.state()).isEqualTo(State.CANCELLED);
    assertThat(subscriber.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void whoSubscribesGetsWhatIsSentFromThenOn() {
    List<Collector<Integer>> late = new ArrayList<>();
    Collector<Integer> early = subscribed();
    publish(slowly(2, 1, 2, 3));
    run(scene, graph, () -> late.add(subscribed()), plane::close);

    assertThat(early.values()).isEqualTo(upTo(3));
    assertThat(late.getFirst().values()).containsExactly(2, 3);
  }

  @Test
  void whoHasEndedHasLeftAndTheOthersGoOn() {
    graph.wire(plane.subscriber(), Pieces.<Integer>takes(1, scene).in);
    Collector<Integer> stays = subscribed();
    publish(Values.of(1));
    publish(slowly(2, 2, 3));
    run(scene, graph, plane::close);

    assertThat(scene.trail).hasSize(1);
    assertThat(stays.values()).containsExactlyInAnyOrder(1, 2, 3);
  }

  @Test
  void aThousandThatComeAndGoLeaveNothing() {
    Collector<Integer> stays = subscribed();
    run(
        scene,
        graph,
        () -> {
          for (int i = 0; i < 1_000; i++) {
            graph.wire(plane.subscriber(), Pieces.<Integer>takes(1, scene).in);
            publish(Values.of(1));
            Scene.settle();
            Scene.settle();
          }
          scene.mark(plane.ports().size());
        },
        plane::close);

    assertThat(stays.values()).hasSize(1_000);
    assertThat((int) scene.trail.getLast()).isLessThan(8);
  }

  @Test
  void afterTheCloseNobodyJoins() {
    run(scene, graph, () -> sleep(0));
    plane.close();

    assertThat(thrownBy(plane::publisher)).hasMessageContaining("numbers is closed");
  }

  @Test
  void inAPipelineWhatComesInIsPublishedAndGoesOn() {
    Collector<Integer> next = new Collector<>();
    Collector<Integer> beside = subscribed();
    Component<Void, Integer> source = slowly(1, 1, 2, 3);
    graph.wire(source.out, plane.in);
    graph.wire(plane.out, next.in);
    run(scene, graph, plane::close);

    assertThat(next.values()).isEqualTo(upTo(3));
    assertThat(beside.values()).isEqualTo(upTo(3));
  }

  @Test
  void whoSubscribesToOneThatHasEndedFindsTheEnd() {
    Component<Void, Void> stays = graph.add(idle("stays"));
    graph.add(plane);
    Collector<Integer> late = new Collector<>();
    run(
        scene,
        graph,
        plane::close,
        () -> graph.wire(plane.subscriber(), late.in),
        () -> scene.mark(late.state()),
        stays::drain);

    assertThat(scene.trail).containsExactly(State.FINISHED);
    assertThat(plane.ports()).hasSize(2);
  }

  @Test
  void nobodyPublishesToOneThatWasAborted() {
    Component<Void, Void> stays = graph.add(idle("stays"));
    graph.add(plane);
    run(
        scene,
        graph,
        () -> plane.abort("enough"),
        () -> scene.mark(thrownBy(plane::publisher).getMessage()),
        stays::drain);

    assertThat(scene.trail).containsExactly("Graph/numbers is closed: nobody can join any more");
  }

  @Test
  void aDrainEndsOneThatWasClosedAndHasLostItsPublisher() {
    Component<Void, Integer> publisher = idle("publisher");
    Wire wire = graph.wire(publisher.out, plane.publisher());
    run(scene, graph, plane::close, wire::remove, graph::drain);

    assertThat(plane.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void drainedItEndsWhenAPublisherThatDoesNotEndLosesItsWire() {
    Component<Void, Integer> stubborn =
        new Component<>("stubborn") {
          @Override
          protected void main() {
            sleep(1_000);
          }

          @Override
          protected void onDrain() {}
        };
    Wire wire = graph.wire(stubborn.out, plane.publisher());
    run(scene, graph, graph::drain, wire::remove, () -> scene.mark(plane.state()));

    assertThat(scene.trail).containsExactly(State.FINISHED);
  }
}
