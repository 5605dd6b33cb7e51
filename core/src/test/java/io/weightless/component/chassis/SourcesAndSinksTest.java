package io.weightless.component.chassis;

import static io.weightless.component.Parts.part;
import static io.weightless.component.chassis.Pieces.run;
import static io.weightless.component.chassis.Pieces.takes;
import static io.weightless.component.chassis.Pieces.upTo;
import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.component.Component;
import io.weightless.component.Component.State;
import io.weightless.component.ComponentFailed;
import io.weightless.scene.Scene;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Where values begin and end.
class SourcesAndSinksTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void valuesAreThoseOfAListOfAnIteratorOrOfAStream() {
    run(scene, Values.of(1, 2).into(new ForEach<>(scene::mark)));
    run(scene, Values.from(List.of(3, 4)).into(new ForEach<>(scene::mark)));
    run(scene, Values.from(List.of(5, 6).iterator()).into(new ForEach<>(scene::mark)));
    run(scene, Values.from(Stream.of(7, 8)).into(new ForEach<>(scene::mark)));

    assertThat(scene.trail).containsExactlyElementsOf(upTo(8));
  }

  @Test
  void anEndlessStreamIsReadAsFarAsThereIsRoomAndClosed() {
    Stream<Integer> stream =
        Stream.iterate(1, last -> last + 1)
            .peek(_ -> scene.mark("made"))
            .onClose(() -> scene.mark("closed"));
    Component<Integer, Void> taker = takes(1, scene);
    taker.in.limit(1);
    run(scene, Values.from(stream).into(taker));

    assertThat(scene.trail).startsWith("made", "made").endsWith("closed").contains(1);
    assertThat(scene.trail.stream().filter("made"::equals)).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void aDrainedSourceAsksForNoMore() {
    Component<Void, Integer> values = Values.from(Stream.iterate(1, last -> last + 1));
    Collector<Integer> collector = new Collector<>();
    Component<Integer, Integer> slow =
        part(
            "slow",
            (in, out) -> {
              for (int value : in) {
                sleep(1);
                out.send(value);
              }
            });
    slow.in.limit(3);
    Component<Void, Void> pipeline = values.into(slow).into(collector);
    run(scene, pipeline, pipeline::drain);

    assertThat(values.state()).isEqualTo(State.FINISHED);
    assertThat(collector.values()).hasSizeBetween(3, 6);
    assertThat(collector.values()).isEqualTo(upTo(collector.values().size()));
  }

  @Test
  void ticksComeAtWholeMultiplesOfThePeriodFromTheStart() {
    Ticks ticks = Ticks.every(seconds(3));
    run(scene, ticks.into(new ForEach<>(scene::markAt)), () -> sleep(8), ticks::drain);

    assertThat(scene.trail).containsExactly("1@3", "2@6", "3@9");
  }

  @Test
  void ticksForWhichThereWasNoRoomAreLeftOutAndTheOthersKeepTheirNumbers() {
    Component<Long, Void> slow =
        part(
            "slow",
            (in, _) -> {
              for (int i = 0; i < 3; i++) {
                scene.markAt(in.receive());
                sleep(10);
              }
            });
    slow.in.limit(1);
    run(scene, Ticks.every(seconds(2)).into(slow));

    // 2 was kept, 3 waited for room until 12, and by then 4 to 6 were over
    assertThat(scene.trail).containsExactly("1@2", "2@12", "3@22");
  }

  @Test
  void aPeriodIsPositive() {
    assertThatThrownBy(() -> Ticks.every(seconds(0))).hasMessageContaining("positive, not PT0S");
  }

  @Test
  void whatADeedThrowsIsACrash() {
    ForEach<Integer> failing =
        new ForEach<>(value -> {
          throw new IOException("no " + value);
        });
    Throwable thrown = thrownBy(() -> run(scene, Values.of(1).into(failing)));

    assertThat(thrown).isInstanceOf(ComponentFailed.class).hasMessageContaining("no 1");
    assertThat(thrown).hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void aCollectorKeepsAsManyAsItMayAndOneMoreIsACrash() {
    Collector<Integer> enough = new Collector<>(2);
    run(scene, Values.of(1, 2).into(enough));
    Throwable thrown = thrownBy(() -> run(scene, Values.of(1, 2, 3).into(new Collector<>(2))));

    assertThat(enough.values()).containsExactly(1, 2);
    assertThat(thrown).hasMessageContaining("keeps 2 values, and one more came");
  }

  @Test
  void aCollectorKeepsNoLessThanNothing() {
    assertThatThrownBy(() -> new Collector<>(-1)).hasMessageContaining("can't keep -1 values");
  }

  @Test
  void anIteratorThatIsNullIsRefusedWhenItIsGiven() {
    assertThatThrownBy(() -> Values.from((Iterator<Integer>) null))
        .isInstanceOf(NullPointerException.class);
  }
}
