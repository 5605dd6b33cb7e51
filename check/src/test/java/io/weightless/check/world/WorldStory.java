package io.weightless.check.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.simulation.Campaign;
import io.weightless.simulation.Faults;
import io.weightless.simulation.Report;
import io.weightless.simulation.Seeds;
import io.weightless.simulation.Simulation;
import io.weightless.simulation.SimulationFailed;
import io.weightless.simulation.Verdict;
import io.weightless.testkit.PerEngine;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the story of each world shows.
abstract class WorldStory {
  /// All of them on one engine, for a seed is the same run on both.
  private static final long MANY =
      "true".equals(System.getenv("CI")) ? PerEngine.amount(1_000, 50) : 50;

  private static final long FEW = 5;

  /// From so many seeds on, all that a world provokes has to have happened.
  private static final long ENOUGH = 50;

  abstract World world(Weather weather);

  @Test
  void itIsAsItShouldBeFromEachSeed() {
    World world = world(Weather.FOUL);
    Verdict verdict = Campaign.of(world).endedBy(3).run(Seeds.chosenOr(Seeds.between(1, MANY)));
    System.out.println(getClass().getSimpleName() + ": " + verdict + "; " + world.tally());
    try {
      verdict.orThrow();
    } catch (SimulationFailed failed) {
      throw new AssertionError(
          failed.getMessage() + "\n  again: " + again(failed.seed()) + "\n", failed);
    }
    if (verdict.tried() >= ENOUGH) {
      assertThat(world.tally().never()).as("provocations that never happened").isEmpty();
    }
  }

  private String again(long seed) {
    return "./mvnw -pl check -am test -Dsurefire.failIfNoSpecifiedTests=false -Dtest="
        + getClass().getSimpleName()
        + " -Dweightless.seeds="
        + seed;
  }

  @Test
  void itIsAsItShouldBeFirstComeFirstServedWhenNothingGoesWrong() {
    for (long seed = 1; seed <= FEW; seed++) {
      quiet(world(Weather.FAIR), seed).run();
    }
  }

  @Test
  void itIsAsItShouldBeFirstComeFirstServedWithoutFaults() {
    for (long seed = 1; seed <= FEW; seed++) {
      quiet(world(Weather.FOUL), seed).run();
    }
  }

  private static Simulation quiet(World world, long seed) {
    Simulation simulation = Simulation.seed(seed);
    world.prepare(simulation);
    return simulation.firstComeFirstServed().faults(Faults.none());
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    for (long seed = 1; seed <= FEW; seed++) {
      assertThat(run(seed)).isEqualTo(run(seed));
    }
  }

  @Test
  void differentSeedsGiveDifferentRuns() {
    Set<Long> hashes = new HashSet<>();
    for (long seed = 1; seed <= FEW; seed++) {
      hashes.add(run(seed).hash());
    }
    assertThat(hashes).hasSize((int) FEW);
  }

  private Report run(long seed) {
    Simulation simulation = Simulation.seed(seed);
    world(Weather.FOUL).prepare(simulation);
    return simulation.run();
  }
}
