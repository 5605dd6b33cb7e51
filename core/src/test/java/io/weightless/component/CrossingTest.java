package io.weightless.component;

import static io.weightless.component.Parts.counts;
import static io.weightless.component.Parts.part;
import static io.weightless.component.Parts.sends;
import static io.weightless.component.Parts.takes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.component.Component.State;
import io.weightless.scene.Scene;
import io.weightless.scope.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Wires from one place to another: made, removed, and what becomes of them when an end ends.
@Timeout(60)
class CrossingTest {
  private static final int ALL = 1_000;

  @AutoClose private final Scene scene = new Scene();

  private final Place there = Place.named("there");
  private final Graph<Void, Void> graph = new Graph<>();
  private final Queue<Integer> received = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Boolean> over = new CompletableFuture<>();

  private static Component<Void, Integer> sender(int from) {
    return part(
        "sender of " + from,
        (_, out) -> {
          for (int i = from; i < from + ALL; i++) {
            out.send(i);
          }
        });
  }

  /// It ends when the test says so, whatever comes.
  private Component<Integer, Void> stays() {
    return part("stays", (_, _) -> Task.await(over));
  }

  private Component<Integer, Void> first(int count) {
    return part(
        "first " + count,
        (in, _) -> {
          for (int i = 0; i < count; i++) {
            received.add(in.receive());
          }
        });
  }

  private List<Integer> received(int from) {
    return received.stream().filter(value -> value >= from && value < from + ALL).toList();
  }

  private static List<Integer> numbers(int from) {
    return IntStream.range(from, from + ALL).boxed().toList();
  }

  private void run() {
    scene.run(_ -> {
      graph.run();
      return null;
    });
  }

  /// A part of the graph that does `deed`.
  private void does(Runnable deed) {
    graph.add(part("deed", (_, _) -> deed.run()));
  }

  private void awaitReceived(int count) {
    while (received.size() < count) {
      Task.yield();
    }
  }

  @Test
  void severalPlacesLeadToOne() {
    Component<Integer, Void> taker = takes(received::add);
    taker.on(Place.named("taker"));
    var here = sender(0);
    var elsewhere = sender(10_000);
    graph.wire(here.out, taker.in);
    elsewhere.on(there);
    graph.wire(elsewhere.out, taker.in);
    run();

    assertThat(received(0)).isEqualTo(numbers(0));
    assertThat(received(10_000)).isEqualTo(numbers(10_000));
  }

  @Test
  void aWireThatIsRemovedAndMadeAgainWhileValuesFlowKeepsTheOrder() {
    Component<Integer, Void> taker = takes(received::add);
    taker.on(there);
    var sender = sender(0);
    sender.out.keeping(1);
    taker.in.limit(3);
    Wire first = graph.wire(sender.out, taker.in);
    does(() -> {
      Wire wire = first;
      for (int round = 1; round <= 20; round++) {
        awaitReceived(10 * round);
        wire.remove();
        Task.yield();
        wire = graph.wire(sender.out, taker.in);
      }
    });
    run();

    assertThat(received).containsExactlyElementsOf(numbers(0));
  }

  @Test
  void moreThanCanBeOnItsWayWasKeptBefore() {
    Component<Integer, Void> taker = takes(received::add);
    taker.on(there);
    taker.in.limit(2);
    var sender = sender(0);
    sender.out.keeping(ALL / 2);
    graph.add(sender);
    does(() -> {
      Task.yield();
      graph.wire(sender.out, taker.in);
    });
    run();

    assertThat(received).containsExactlyElementsOf(numbers(0));
  }

  @Test
  void moreThanCanBeOnItsWayIsLedToItLater() {
    Graph<Integer, Void> middle = new Graph<>("middle");
    Component<Integer, Void> taker = takes(received::add);
    taker.on(there);
    taker.in.limit(2);
    middle.pass(middle.in, taker.in);
    var ended = sends(numbers(0));
    ended.out.keeping(ALL);
    graph.add(ended);
    middle.add(stays());
    graph.add(middle);
    does(() -> {
      Task.yield();
      graph.wire(sender(10_000).out, middle.in);
      graph.wire(ended.out, middle.in);
      awaitReceived(2 * ALL);
      over.complete(true);
    });
    run();

    assertThat(received(0)).isEqualTo(numbers(0));
    assertThat(received(10_000)).isEqualTo(numbers(10_000));
  }

  @Test
  void theOneThatReceivesEndsFirstAndItsSenderIsTold() {
    var counter = counts();
    Wire wire = graph.wire(counter.out, first(3).on(there).in);
    graph.add(stays());
    does(() -> {
      while (counter.state() == State.NEW || counter.state() == State.RUNNING) {
        Task.yield();
      }
      scene.mark(counter.state());
      scene.mark(wire.isMade());
      over.complete(true);
    });
    run();

    assertThat(scene.trail).containsExactly(State.FINISHED, false);
    assertThat(received).containsExactly(1, 2, 3);
  }

  @Test
  void whatComesAfterTheOneInsideHasEndedWaitsForTheNextOne() {
    Graph<Integer, Void> middle = new Graph<>("middle");
    Component<Integer, Void> inner = first(3);
    inner.on(there);
    Wire wire = middle.pass(middle.in, inner.in);
    middle.add(stays());
    graph.wire(sender(0).out, middle.in);
    does(() -> {
      while (wire.isMade() || !inner.hasEnded()) {
        Task.yield();
      }
      middle.pass(middle.in, Parts.<Integer>takes(received::add).in);
      over.complete(true);
    });
    run();

    List<Integer> all = new ArrayList<>(received);
    assertThat(all.subList(0, 3)).containsExactly(0, 1, 2);
    int next = all.get(3);
    assertThat(next).isLessThan(3 + 5 * Inlet.CAPACITY + 3); // what was on its way is lost
    assertThat(all.subList(3, all.size())).isEqualTo(IntStream.range(next, ALL).boxed().toList());
  }

  @Test
  void aWireThatWasRemovedBeforeTheRunIsNotMade() {
    Component<Integer, Void> taker = takes(received::add);
    taker.on(there);
    var sender = sends(List.of(1));
    graph.wire(sender.out, taker.in).remove();
    graph.wire(sender.out, takes(scene::mark).in);
    does(taker::drain);
    run();

    assertThat(scene.trail).containsExactly(1);
    assertThat(received).isEmpty();
  }

  @Test
  void aWireThatIsRemovedBehindItsEndStillBringsTheEnd() {
    Component<Integer, Void> taker =
        part(
            "taker",
            (in, _) -> {
              Task.await(over);
              in.forEach(received::add);
            });
    taker.on(there);
    taker.in.limit(3);
    var sender = sends(List.of(1, 2, 3, 4, 5));
    Wire wire = graph.wire(sender.out, taker.in);
    does(() -> {
      while (!sender.hasEnded()) {
        Task.yield();
      }
      wire.remove();
      over.complete(true);
    });
    run();

    assertThat(received).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void oneLeadsToOneOnlyAlsoBeforeTheRun() {
    var sender = sends(List.of(1));
    graph.wire(sender.out, Parts.<Integer>takes(received::add).on(there).in);

    assertThatThrownBy(() -> graph.wire(sender.out, Parts.<Integer>takes(scene::mark).in))
        .isInstanceOf(IllegalStateException.class);
    run();
    assertThat(received).containsExactly(1);
  }

  @Test
  void oneLeadsToOneOnlyAndWhoIsRefusedLeavesNothing() {
    Component<Integer, Void> taker = takes(received::add);
    Component<Integer, Void> other = takes(scene::mark);
    other.on(there);
    var sender = part("sender", (Inlet<Void> _, Outlet<Integer> _) -> Task.await(over));
    graph.wire(sender.out, taker.in);
    graph.wire(sends(List.of(1)).out, other.in);
    does(() -> {
      assertThatThrownBy(() -> graph.wire(sender.out, other.in))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("wired already");
      while (!other.hasEnded()) {
        Task.yield();
      }
      over.complete(true);
    });
    run();

    assertThat(scene.trail).containsExactly(1);
  }

  @Test
  void aGraphThatIsAbortedLeavesNoWireAtAPlace() {
    Component<Integer, Void> taker = takes(received::add);
    taker.on(there);
    Graph<Void, Integer> lost = new Graph<>("lost");
    Graph<Void, Integer> deep = new Graph<>("deep");
    var counter = counts();
    Outlet<Integer> aside = counter.outlet("aside");
    deep.add(counter);
    lost.add(deep);
    graph.wire(sender(0).out, taker.in);
    graph.wire(part("open", (Inlet<Void> _, Outlet<Integer> _) -> Task.await(over)).out, taker.in);
    graph.add(lost);
    does(() -> {
      awaitReceived(1);
      while (counter.state() == State.NEW) {
        Task.yield();
      }
      Wire wire = deep.inside().link(aside, taker.in);
      scene.mark(wire.isMade());
      lost.abort("enough");
      while (wire.isMade()) {
        Task.yield();
      }
      over.complete(true);
    });
    run();

    assertThat(scene.trail).containsExactly(true);
    assertThat(received).containsExactlyElementsOf(numbers(0));
    assertThat(graph.state()).isEqualTo(State.FINISHED);
  }
}
