package io.weightless.component.chassis;

import static io.weightless.component.Parts.part;
import static io.weightless.component.chassis.Pieces.idle;
import static io.weightless.component.chassis.Pieces.relay;
import static io.weightless.component.chassis.Pieces.run;
import static io.weightless.component.chassis.Pieces.slowly;
import static io.weightless.component.chassis.Pieces.upTo;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component;
import io.weightless.component.Component.State;
import io.weightless.component.Place;
import io.weightless.scene.Scene;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Components beside each other.
class ParallelTest {
  @AutoClose private final Scene scene = new Scene();

  private final Collector<Object> collector = new Collector<>();

  /// Sends on what comes, a second later each.
  private static Component<Integer, Integer> worker(String name) {
    return part(
        name,
        (in, out) -> {
          for (int value : in) {
            sleep(1);
            out.send(value);
          }
        });
  }

  @Test
  void whatGoesOutOfAnyGoesOutOfTheWhole() {
    Parallel<Void, Integer> sources =
        new Parallel<Void, Integer>().with(slowly(2, 1, 3)).with(slowly(3, 2, 4));
    run(scene, sources.into(new ForEach<>(scene::markAt)));

    assertThat(scene.trail).containsExactly("1@0", "2@0", "3@2", "4@3");
  }

  @Test
  void itEndsWhenAllHaveEndedAndNoEarlier() {
    Component<Void, Integer> early = Values.of(1);
    Parallel<Void, Integer> sources = new Parallel<Void, Integer>().with(early);
    sources.with(slowly(2, 2, 3));
    run(
        scene,
        sources.into(collector),
        () -> scene.mark(early.state()),
        () -> scene.mark(sources.state()));

    assertThat(scene.trail).containsExactly(State.FINISHED, State.RUNNING);
    assertThat(collector.values()).containsExactly(1, 2, 3);
  }

  @Test
  void withASplitterAllGetWhatComesIn() {
    Parallel<Integer, Integer> all = new Parallel<Integer, Integer>(new Splitter<>());
    all.with(relay("a")).with(relay("b"));
    run(scene, Values.from(upTo(5)).into(all).into(collector));

    assertThat(collector.values()).hasSize(10).hasSameElementsAs(upTo(5));
  }

  @Test
  void withARoundRobinTheyAreWorkersThatShareTheWork() {
    Parallel<Integer, Integer> workers = new Parallel<>(new RoundRobin<>());
    for (int i = 0; i < 10; i++) {
      workers.with(worker("worker"));
    }
    run(
        scene,
        Values.from(upTo(30)).into(workers).into(new ForEach<>(scene::mark)),
        () -> sleep(2),
        () -> scene.mark("after 4 s"));

    assertThat(scene.trail).hasSize(31).endsWith("after 4 s").containsAll(upTo(30));
  }

  @Test
  void workersMayRunElsewhereAsManyAsAreWanted() {
    Parallel<Integer, Integer> workers = new Parallel<>(new RoundRobin<>());
    for (int i = 0; i < 3; i++) {
      workers.with(Pieces.<Integer>relay("worker").on(Place.named("place " + i)));
    }
    run(scene, Values.from(upTo(100)).into(workers).into(collector));

    assertThat(collector.values()).containsExactlyInAnyOrderElementsOf(upTo(100));
  }

  @Test
  void oneMayBeTakenInWhileItRuns() {
    Parallel<Integer, Integer> workers = new Parallel<>(new RoundRobin<>());
    Component<Integer, Integer> first = worker("first");
    Component<Integer, Integer> second = worker("second");
    first.in.limit(1);
    workers.with(first);
    run(
        scene,
        Values.from(upTo(9)).into(workers).into(new ForEach<>(scene::markAt)),
        () -> sleep(2),
        () -> workers.with(second));

    assertThat(scene.trail).hasSize(9).startsWith("1@1", "2@2", "3@3", "4@4").doesNotContain("9@9");
    assertThat(second.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void aDrainReachesAllOfThem() {
    List<Component<Void, Integer>> endless =
        IntStream.range(0, 3).<Component<Void, Integer>>mapToObj(_ -> idle("endless")).toList();
    Parallel<Void, Integer> sources = new Parallel<>();
    endless.forEach(sources::with);
    Component<Void, Void> pipeline = sources.into(collector);
    run(scene, pipeline, pipeline::drain);

    assertThat(endless).extracting(Component::state).containsOnly(State.FINISHED);
  }

  @Test
  void aDrainBringsAllThatComesInThrough() {
    Component<Void, Integer> source = Values.from(Stream.iterate(1, last -> last + 1));
    Parallel<Integer, Integer> workers = new Parallel<>(new RoundRobin<>());
    workers.with(worker("a")).with(worker("b"));
    Component<Void, Void> pipeline = source.into(workers).into(collector);
    run(scene, pipeline, () -> sleep(3), pipeline::drain);

    assertThat(collector.values()).hasSizeGreaterThan(100);
    assertThat(collector.values())
        .containsExactlyInAnyOrderElementsOf(upTo(collector.values().size()));
  }

  @Test
  void anAbortReachesAllOfThem() {
    Component<Void, Integer> a = idle("a");
    Component<Void, Integer> b = idle("b");
    Parallel<Void, Integer> sources = new Parallel<Void, Integer>().with(a).with(b);
    Throwable thrown = thrownBy(() -> run(scene, sources, () -> sources.abort("enough")));

    assertThat(thrown).isInstanceOf(CancellationException.class).hasMessageContaining("enough");
    assertThat(List.of(a.state(), b.state())).containsOnly(State.CANCELLED);
  }

  @Test
  void whenNobodyReceivesAllOfThemEnd() {
    Parallel<Void, Integer> sources = new Parallel<>();
    for (int i = 0; i < 3; i++) {
      sources.with(Values.from(Stream.iterate(1, last -> last + 1)));
    }
    run(scene, sources.into(Pieces.takes(5, scene)));

    assertThat(scene.trail).hasSize(5);
    assertThat(sources.state()).isEqualTo(State.FINISHED);
  }
}
