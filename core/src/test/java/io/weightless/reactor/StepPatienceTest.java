package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Life;
import io.weightless.engine.internal.Strand;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class StepPatienceTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @AutoClose private final World world = new World();

  @Test
  void aPatientStepPassesTheTimeToTheNextTimerAndTheNextStepRunsIt() {
    world.prepare(() -> world.reactor.after(SECOND, world.marks("timer")));

    assertThat(world.reactor.step(SECOND)).isFalse();
    assertThat(world.clock.nanos()).isEqualTo(SECOND.toNanos());
    assertThat(world.reactor.step(SECOND)).isTrue();
    assertThat(world.trail).containsExactly("timer");
  }

  @Test
  void aStepThatHasSomethingToRunDoesNotWait() {
    world.prepare(() -> world.reactor.after(SECOND, world.marks("timer")));
    world.reactor.post(world.marks("posted"));

    assertThat(world.reactor.step(SECOND)).isTrue();
    assertThat(world.clock.nanos()).isZero();
    assertThat(world.trail).containsExactly("posted");
  }

  @Test
  void aPatientStepWithNothingToWaitForIsADeadlock() {
    try (Reactor quiet = Reactor.open(world.clock, new SplittableRandom(1), Limits.DEFAULT)) {
      quiet.post(() -> Strand.start("waits", Life.of(StepPatienceTest::untilTheEnd)));
      quiet.step();

      assertThatThrownBy(() -> quiet.step(SECOND))
          .isInstanceOf(Deadlock.class)
          .hasMessageContaining("'waits'");
      quiet.post(() -> Carrier.current().end(() -> new Cancelled("over", quiet)));
      quiet.step();
    }
  }

  private static void untilTheEnd() {
    assertThatThrownBy(World::waitForEver).isInstanceOf(Cancelled.class);
  }
}
