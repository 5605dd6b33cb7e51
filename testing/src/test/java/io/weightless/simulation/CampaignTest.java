package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CampaignTest {
  private static final Seeds HUNDRED = Seeds.between(1, 100);

  /// Fails with every tenth seed.
  private final Scenario tenth =
      simulation ->
          simulation.host("a", () -> assertThat(simulation.seed() % 10).as("digit").isNotZero());

  @Test
  void eachSeedIsTriedAndThoseThatFailAreNamed() {
    Verdict verdict = Campaign.of(tenth).endedBy(100).run(HUNDRED);

    assertThat(verdict.tried()).isEqualTo(100);
    assertThat(verdict.isGood()).isFalse();
    assertThat(verdict.failures())
        .extracting(SimulationFailed::seed)
        .containsExactly(10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L, 90L, 100L);
    assertThat(verdict).hasToString("100 seeds, 10 failed");
  }

  @Test
  void soManyFailuresEndIt() {
    assertThat(Campaign.of(tenth).endedBy(2).run(HUNDRED).tried()).isEqualTo(20);
  }

  @Test
  void progressIsToldAfterEachSeed() {
    List<Long> tried = new ArrayList<>();
    Campaign.of(tenth).telling(verdict -> tried.add(verdict.tried())).run(Seeds.between(1, 3));

    assertThat(tried).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aTestThrowsTheFirstFailureWithTheOthersInIt() {
    assertThatThrownBy(() -> Campaign.of(tenth).run(Seeds.between(1, 20)).orThrow())
        .isInstanceOf(SimulationFailed.class)
        .hasMessageContaining("seed 10")
        .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
  }

  @Test
  void aFaultThatNeverStruckIsAFailure() {
    Scenario alone =
        simulation ->
            simulation
                .host("a", () -> Task.sleep(Duration.ofMillis(1)))
                .faults(Faults.of(Fault.LOST));
    Verdict verdict = Campaign.of(alone).run(HUNDRED);

    assertThat(verdict.isGood()).isTrue();
    assertThat(verdict.neverStruck()).containsExactly(Fault.LOST);
    assertThatThrownBy(verdict::orThrow)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("never struck: [LOST]");
  }

  @Test
  void noPartitionStrikesAHostThatIsAlone() {
    Scenario alone =
        simulation ->
            simulation
                .host("a", () -> Task.sleep(Duration.ofMinutes(1)))
                .faults(Faults.of(Fault.PARTITION));

    assertThat(Campaign.of(alone).run(HUNDRED).neverStruck()).containsExactly(Fault.PARTITION);
  }

  @Test
  void servicesCrashAndStartAgainNowAndThenAndItIsCounted() {
    int[] starts = {0};
    Scenario scenario =
        simulation ->
            simulation
                .service(
                    "s",
                    () -> {
                      starts[0]++;
                      Task.sleep(Duration.ofDays(1));
                    })
                .host("a", () -> Task.sleep(Duration.ofMinutes(1)))
                .faults(Faults.of(Fault.CRASH));
    Verdict verdict = Campaign.of(scenario).run(HUNDRED);
    verdict.orThrow();

    long crashes = verdict.strikes().get(Fault.CRASH);
    assertThat(crashes).isGreaterThan(100);
    // each is started again, but for those that are down when all is over
    assertThat((long) starts[0]).isBetween(crashes, 100 + crashes);
  }

  @Test
  void otherFaultsMayTakeThePlaceOfThoseOfTheScenario() {
    Scenario alone = simulation -> simulation.host("a", () -> {}).faults(Faults.all());

    assertThat(Campaign.of(alone).with(Faults.none()).run(HUNDRED).strikes()).isEmpty();
  }

  @Test
  void seedsAreOneOrARange() {
    assertThat(Seeds.parse("7")).isEqualTo(Seeds.between(7, 7));
    assertThat(Seeds.parse("1..1000")).isEqualTo(Seeds.between(1, 1_000)).hasToString("1..1000");
    for (String wrong : List.of("", "a", "1..", "..2", "2..1", "1...2")) {
      assertThatThrownBy(() -> Seeds.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
