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
import io.weightless.component.ComponentFailed;
import io.weightless.component.Parts;
import io.weightless.component.Place;
import io.weightless.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// One component after the other.
class SequenceTest {
  @AutoClose private final Scene scene = new Scene();

  private final Collector<Object> collector = new Collector<>();

  /// Sends on so many.
  private static Component<Integer, String> sendsOn(String name, int count) {
    return part(
        name,
        (in, out) -> {
          for (int i = 0; i < count; i++) {
            out.send(name + " " + in.receive());
          }
        });
  }

  @Test
  void theNextBeginsWhenTheOneBeforeHasEnded() {
    Sequence<Void, Integer> sequence =
        Sequence.of(slowly(2, 1, 2), Values.of(3), slowly(1, 4), Values.of(5));
    run(scene, sequence.into(new ForEach<>(scene::markAt)));

    assertThat(scene.trail).containsExactly("1@0", "2@2", "3@4", "4@4", "5@5");
  }

  @Test
  void eachReadsOnWhereTheOneBeforeEnded() {
    Sequence<Integer, String> sequence =
        Sequence.of(sendsOn("a", 2), sendsOn("b", 1), sendsOn("c", 3));
    run(scene, Values.from(upTo(6)).into(sequence).into(collector));

    assertThat(collector.values()).containsExactly("a 1", "a 2", "b 3", "c 4", "c 5", "c 6");
  }

  @Test
  void whatTheLastHasNotReadIsRefusedAndWhoSendsItEnds() {
    Component<Void, Integer> endless = Values.from(Stream.iterate(1, last -> last + 1));
    run(scene, endless.into(Sequence.of(sendsOn("a", 1), sendsOn("b", 1))).into(collector));

    assertThat(collector.values()).containsExactly("a 1", "b 2");
    assertThat(endless.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void theEndOfWhatComesInIsForAllThatAreLeft() {
    Sequence<Integer, Integer> sequence = Sequence.of(relay("first"), relay("second"));
    run(scene, Values.of(1).into(sequence).into(collector));

    assertThat(collector.values()).containsExactly(1);
    assertThat(sequence.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void endlesslyManyAreMadeOneByOneUntilNobodyReceives() {
    Iterable<Component<Void, String>> endless =
        () -> Stream.<Component<Void, String>>generate(() -> Values.of("again")).iterator();
    Sequence<Void, String> sequence = Sequence.from(endless);
    run(scene, sequence.into(Pieces.takes(3, scene)));

    assertThat(scene.trail).containsExactly("again", "again", "again");
    assertThat(sequence.state()).isEqualTo(State.FINISHED);
    assertThat(sequence.ports()).hasSize(2);
    assertThat(sequence.children()).isEmpty();
  }

  @Test
  void aDrainEndsTheOneThatRunsAndThoseBehindItBeginNoWork() {
    Component<Void, Object> endless = idle("endless");
    Component<Void, Object> behind = Values.of("behind");
    Sequence<Void, Object> sequence = Sequence.of(Values.of("before"), endless, behind);
    Component<Void, Void> pipeline = sequence.into(collector);
    run(scene, pipeline, pipeline::drain);

    assertThat(collector.values()).containsExactly("before");
    assertThat(endless.state()).isEqualTo(State.FINISHED);
    assertThat(behind.state()).isEqualTo(State.NEW);
  }

  @Test
  void aDrainOfTheWholeBringsWhatFlowsThroughAllOfThem() {
    Component<Void, Integer> source = slowly(1, upTo(100).toArray(Integer[]::new));
    Component<Integer, String> slow =
        part(
            "slow",
            (in, out) -> {
              for (int i = 0; i < 2; i++) {
                sleep(5);
                out.send("slow " + in.receive());
              }
            });
    Sequence<Integer, Object> sequence = Sequence.of(slow, Pieces.<Integer>relay("rest"));
    Component<Void, Void> pipeline = source.into(sequence).into(collector);
    run(scene, pipeline, () -> sleep(5), pipeline::drain);

    // drained after 7 s, when the source had sent 7 and had them all taken
    assertThat(collector.values()).containsExactly("slow 1", "slow 2", 3, 4, 5, 6, 7);
  }

  @Test
  void anAbortOfOneIsItsEndAndAnAbortOfTheWholeIsThatOfAll() {
    Component<Void, Object> first = idle("first");
    Component<Void, Object> second = idle("second");
    Component<Void, Object> third = idle("third");
    Sequence<Void, Object> sequence = Sequence.of(first, second, third);
    Throwable thrown =
        thrownBy(() -> run(scene, sequence, () -> first.abort("one"), () -> sequence.abort("all")));

    assertThat(thrown).isInstanceOf(CancellationException.class).hasMessageContaining("all");
    assertThat(List.of(first.state(), second.state())).containsOnly(State.CANCELLED);
    assertThat(third.state()).isEqualTo(State.NEW);
  }

  @Test
  void aCrashOfOneIsThatOfAll() {
    Component<Void, Object> third = idle("third");
    Component<Void, Object> crashing =
        part(
            "crashing",
            (_, _) -> {
              throw new IllegalStateException("no");
            });
    Throwable thrown =
        thrownBy(() -> run(scene, Sequence.of(Values.of(1), crashing, third).into(collector)));

    assertThat(thrown)
        .isInstanceOf(ComponentFailed.class)
        .hasMessageContaining("Pipeline/Sequence/crashing");
    assertThat(third.state()).isEqualTo(State.NEW);
  }

  @Test
  void oneOfThemMayRunElsewhere() {
    Sequence<Integer, Object> sequence =
        Sequence.of(
            sendsOn("here", 2),
            Pieces.<Integer>relay("there").on(Place.named("there")),
            Parts.<Integer, Object>part(
                "again",
                (in, out) -> {
                  in.forEach(out::send);
                  out.send("nothing is left");
                }));
    run(scene, Values.from(upTo(5)).into(sequence).into(collector));

    assertThat(collector.values())
        .startsWith("here 1", "here 2")
        .containsExactlyInAnyOrder("here 1", "here 2", 3, 4, 5, "nothing is left");
  }

  @Test
  void aDrainEndsAlsoOneThatIsEndless() {
    List<String> made = new ArrayList<>();
    Iterable<Component<Void, Object>> endless =
        () ->
            Stream.<Component<Void, Object>>generate(
                    () -> {
                      made.add("one");
                      return idle("endless");
                    })
                .limit(1_000)
                .iterator();
    Component<Void, Void> pipeline = Sequence.from(endless).into(collector);
    run(scene, pipeline, pipeline::drain);

    assertThat(made).hasSize(1);
  }

  @Test
  void aDrainBehindTheEndOfWhatCameInLeavesTheLastWordToTheLast() {
    Component<Integer, Object> slow =
        part(
            "slow",
            (in, out) ->
                in.forEach(value -> {
                  sleep(5);
                  out.send(value);
                }));
    Sequence<Integer, Object> sequence =
        Sequence.of(slow, part("last", (_, out) -> out.send("bye")));
    Component<Void, Void> pipeline = Values.of(1).into(sequence).into(collector);
    run(scene, pipeline, pipeline::drain);

    assertThat(collector.values()).containsExactly(1, "bye");
  }
}
