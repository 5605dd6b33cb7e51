package io.weightless.component;

import static io.weightless.component.Parts.counts;
import static io.weightless.component.Parts.part;
import static io.weightless.component.Parts.relays;
import static io.weightless.component.Parts.sends;
import static io.weightless.component.Parts.takes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.component.Component.State;
import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Components at other places: on threads of their own.
@Timeout(60)
class ComponentPlaceTest {
  @AutoClose private final Scene scene = new Scene();

  private final Place here = Place.named("here");
  private final Place there = Place.named("there");
  private final Graph<Void, Void> graph = new Graph<>();
  private final CompletableFuture<Boolean> begun = new CompletableFuture<>();

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private Component<Integer, Void> waitsForEver(String name) {
    return part(
        name,
        (_, _) -> {
          begun.complete(true);
          Task.await(new CompletableFuture<>());
        });
  }

  private void run(Component<?, ?> component) {
    scene.run(_ -> {
      component.run();
      return null;
    });
  }

  @Test
  void theOthersGoOnWhileItHoldsItsThread() {
    AtomicBoolean isOver = new AtomicBoolean();
    List<Reactor> reactors = new ArrayList<>();
    Component<Void, Void> busy =
        part(
            "busy",
            (_, _) -> {
              while (!isOver.get()) {
                Thread.onSpinWait();
              }
              reactors.add(Reactor.current());
            });
    graph.add(busy.on(there));
    graph.add(part("other", (_, _) -> isOver.set(true)));
    run(graph);

    assertThat(reactors).hasSize(1).doesNotContain(scene.reactor);
  }

  @Test
  void whatGoesInAndOutKeepsItsOrderAndTheEndIsBehindAll() {
    List<Integer> all = numbers(5_000);
    run(
        sends(all)
            .into(Parts.<Integer>relays().on(there))
            .into(Parts.<Integer>relays().on(here))
            .into(takes(scene::mark)));

    assertThat(scene.trail).isEqualTo(all);
  }

  @Test
  void whatIsOnItsWayIsFiveTimesTheLimitAtMost() {
    AtomicInteger onTheirWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CompletableFuture<Boolean> isFull = new CompletableFuture<>();
    Component<Integer, Void> slow =
        part(
            "slow",
            (in, _) -> {
              Task.await(isFull);
              in.forEach(_ -> onTheirWay.decrementAndGet());
            });
    slow.in.limit(3);
    Component<Void, Integer> sender =
        part(
            "sender",
            (_, out) -> {
              for (int i = 0; i < 500; i++) {
                out.send(i);
                int present = onTheirWay.incrementAndGet();
                most.accumulateAndGet(present, Math::max);
                if (present
                    == 15) { // 12 on their way or already at the inlet, and 3 that are to go
                  isFull.complete(true);
                }
              }
            });
    run(sender.into(slow.on(there)));

    assertThat(onTheirWay).hasValue(0);
    assertThat(most.get()).isBetween(15, 19); // of 18 one that is received may not be counted yet
  }

  @Test
  void aCrashThereComesOutOfTheRunWithItsPath() {
    Component<Integer, Void> crashing =
        part(
            "crashing",
            (in, _) -> {
              throw new IllegalStateException("no " + in.receive());
            });
    var pipeline = counts().on(here).into(crashing.on(there));
    scene.run(_ -> {
      assertThatThrownBy(pipeline::run)
          .isInstanceOfSatisfying(
              ComponentFailed.class,
              failed -> assertThat(failed.path()).isEqualTo("Pipeline/crashing"))
          .hasMessageContaining("no 1");
      return null;
    });

    assertThat(crashing.state()).isEqualTo(State.CRASHED);
  }

  @Test
  void aDrainReachesAllPlacesAndWhatFlowsIsReceived() {
    var pipeline =
        counts()
            .on(here)
            .into(Parts.<Integer>relays().on(there))
            .into(
                takes(value -> {
                  scene.mark(value);
                  begun.complete(true);
                }));
    scene.run(scope -> {
      scope.start(
          "drains",
          () -> {
            Task.await(begun);
            pipeline.drain();
          });
      pipeline.run();
      return null;
    });

    assertThat(scene.trail)
        .isEqualTo(IntStream.rangeClosed(1, scene.trail.size()).boxed().toList());
    assertThat(pipeline.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void whatAllInsideHaveLeftOnItsWayIsReceivedAfterADrain() {
    Graph<Void, Integer> inner = new Graph<>();
    Component<Void, Integer> sender = sends(numbers(5));
    inner.pass(sender.on(there).out, inner.out);
    Component<Integer, Void> slow =
        part(
            "slow",
            (in, _) -> {
              while (sender.state() != State.FINISHED || !inner.children().isEmpty()) {
                Task.yield();
              }
              graph.drain();
              Scene.settle();
              in.forEach(scene::mark);
            });
    slow.in.limit(1);
    graph.wire(inner.out, slow.in);
    run(graph);

    assertThat(scene.trail).isEqualTo(numbers(5));
  }

  @Test
  void anAbortReachesAllPlaces() {
    Component<Integer, Void> waiting = waitsForEver("waiting");
    graph.wire(counts().on(here).out, waiting.on(there).in);
    scene.run(scope -> {
      scope.start(
          "aborts",
          () -> {
            Task.await(begun);
            graph.abort("enough");
          });
      assertThatThrownBy(graph::run).isInstanceOf(CancellationException.class).hasMessage("enough");
      return null;
    });

    assertThat(waiting.state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void oneThereIsAbortedAndTheOthersGoOn() {
    Component<Integer, Void> waiting = waitsForEver("waiting");
    graph.add(waiting.on(there));
    graph.add(
        part(
            "aborts",
            (_, _) -> {
              Task.await(begun);
              waiting.abort("enough");
            }));
    run(graph);

    assertThat(waiting.state()).isEqualTo(State.CANCELLED);
    assertThat(graph.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void aCancellationReachesAllPlacesAlsoWhileTheyAreOpened() {
    graph.add(waitsForEver("waiting").on(there));
    scene.run(_ -> {
      assertThatThrownBy(() ->
              Scope.run(scope -> {
                scope.start("cancels", () -> scope.cancel("enough"));
                graph.run();
                return null;
              }))
          .isInstanceOf(CancellationException.class);
      sends(List.of(1)).on(there).into(takes(scene::mark)).run();
      return null;
    });

    assertThat(graph.state()).isEqualTo(State.CANCELLED);
    assertThat(scene.trail).containsExactly(1);
  }

  @Test
  void severalShareAPlace() {
    List<Reactor> reactors = new ArrayList<>(); // of one thread
    for (int i = 0; i < 3; i++) {
      graph.add(part("one", (_, _) -> reactors.add(Reactor.current())).on(there));
    }
    run(graph);

    assertThat(reactors).hasSize(3);
    assertThat(reactors.getFirst()).isSameAs(reactors.get(1)).isSameAs(reactors.get(2));
  }

  @Test
  void twoThatAreAroundAllShareAPlaceUntilBothHaveEnded() {
    CompletableFuture<Boolean> firstHasEnded = new CompletableFuture<>();
    Component<Void, Integer> second =
        part(
            "second",
            (_, out) -> {
              begun.complete(true);
              Task.await(firstHasEnded);
              out.send(2);
            });
    scene.run(scope -> {
      var pipeline = second.on(there).into(takes(scene::mark));
      scope.start("second", () -> pipeline.run());
      Task.await(begun);
      sends(List.of(1)).on(there).into(takes(scene::mark)).run();
      firstHasEnded.complete(true);
      return null;
    });

    assertThat(scene.trail).containsExactly(1, 2);
  }

  @Test
  void aPlaceIsUsedAgain() {
    for (int i = 0; i < 3; i++) {
      run(sends(List.of(i)).on(there).into(takes(scene::mark)));
    }

    assertThat(scene.trail).containsExactly(0, 1, 2);
  }

  @Test
  void aPlaceInsideOfAnother() {
    Graph<Integer, Integer> around = new Graph<>("around");
    Component<Integer, Integer> inner = Parts.<Integer>relays().on(here);
    around.pass(around.in, inner.in);
    around.pass(inner.out, around.out);
    List<Integer> all = numbers(1_000);
    run(sends(all).into(around.on(there)).into(takes(scene::mark)));

    assertThat(scene.trail).isEqualTo(all);
  }

  @Test
  void theOneAroundAllIsElsewhere() {
    List<Integer> all = numbers(100);
    List<Integer> received = new ArrayList<>();
    run(sends(all).into(relays()).into(Parts.<Integer>takes(received::add)).on(there));

    assertThat(received).isEqualTo(all);
  }
}
