package io.weightless.component.chassis;

import static io.weightless.component.Parts.part;
import static io.weightless.component.chassis.Pieces.run;
import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.component.Component;
import io.weightless.component.Component.State;
import io.weightless.component.Inlet;
import io.weightless.scene.Scene;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A stage that keeps a rate.
class RateLimiterTest {
  @AutoClose private final Scene scene = new Scene();

  private ForEach<Object> marker() {
    return new ForEach<>(scene::markAt);
  }

  @Test
  void valuesGoOnAtEvenDistances() {
    run(scene, Values.of(1, 2, 3, 4).into(RateLimiter.of(1, seconds(2))).into(marker()));

    assertThat(scene.trail).containsExactly("1@0", "2@2", "3@4", "4@6");
  }

  @Test
  void whoIsSlowerIsNotHeldUpAndSavesNothing() {
    run(scene, Pieces.slowly(5, 1, 2).into(RateLimiter.of(1, seconds(2))).into(marker()));

    assertThat(scene.trail).containsExactly("1@0", "2@5");
  }

  @Test
  void afterAPauseABurstPassesAtOnceAndThenTheRateHolds() {
    Component<Void, Integer> source =
        part(
            "source",
            (_, out) -> {
              for (int i = 1; i <= 5; i++) {
                out.send(i);
              }
              sleep(100);
              for (int i = 6; i <= 9; i++) {
                out.send(i);
              }
            });
    RateLimiter<Integer> limiter = RateLimiter.<Integer>of(10, seconds(10)).burst(3);
    run(scene, source.into(limiter).into(marker()));

    assertThat(scene.trail)
        .containsExactly("1@0", "2@0", "3@0", "4@1", "5@2", "6@100", "7@100", "8@100", "9@101");
  }

  @Test
  void aDrainKeepsTheRateToTheLastValue() {
    Component<Void, Integer> source = Values.from(Stream.iterate(1, last -> last + 1));
    Component<Void, Void> pipeline =
        source.into(RateLimiter.<Integer>of(1, seconds(1))).into(marker());
    run(scene, pipeline, () -> sleep(1), pipeline::drain);

    assertThat(source.state()).isEqualTo(State.FINISHED);
    assertThat(scene.trail).hasSizeGreaterThan(Inlet.CAPACITY);
    for (int i = 0; i < scene.trail.size(); i++) {
      assertThat(scene.trail.get(i)).isEqualTo((i + 1) + "@" + i);
    }
  }

  @Test
  void aRateAndABurstArePositive() {
    assertThatThrownBy(() -> RateLimiter.of(0, seconds(1))).hasMessageContaining("not 0 in PT1S");
    assertThatThrownBy(() -> RateLimiter.of(1, seconds(0))).hasMessageContaining("not 1 in PT0S");
    assertThatThrownBy(() -> RateLimiter.of(1, seconds(1)).burst(0)).hasMessageContaining("not 0");
  }

  @Test
  void theLongestTimeAndTheLargestBurstAreComputedRight() {
    RateLimiter<Integer> limiter = RateLimiter.of(1, Duration.ofDays(36_500));
    run(
        scene,
        Values.of(1, 2, 3).into(limiter.burst(Integer.MAX_VALUE)).into(marker()),
        () -> scene.mark("after"));

    assertThat(scene.trail).startsWith("1@0", "2@0").endsWith("after", "3@3153600000");
    assertThatThrownBy(() -> RateLimiter.of(1, Duration.ofDays(36_501)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not for PT876024H");
  }
}
