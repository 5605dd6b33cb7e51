package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Files;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Task;
import io.weightless.simulation.Journal.Slip;
import io.weightless.testkit.PerEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A journal that does all it has to loses nothing that it promised, whatever strikes; one that
/// forgets something is found out.
final class JournalWorldTest {
  private static final Duration BAD_TIMES = Duration.ofSeconds(4);
  private static final Seeds SEEDS = Seeds.chosenOr(Seeds.between(1, PerEngine.amount(1_000, 50)));

  @Test
  void aJournalThatSyncsLosesNothing() {
    Verdict verdict = Campaign.of(world(Slip.NONE)).run(SEEDS);

    verdict.orThrow();
    assertThat(verdict.strikes()).containsOnlyKeys(Fault.CRASH, Fault.DISK_ERROR, Fault.DISK_FULL);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void oneThatForgetsSomethingIsFoundOut(Slip slip) {
    Verdict verdict = Campaign.of(world(slip)).endedBy(1).run(Seeds.between(1, 1_000));

    assertThat(verdict.failures()).hasSize(1);
    assertThat(verdict.failures().getFirst()).hasMessageContaining("promised");
  }

  @Test
  void theSameSeedLosesTheSame() {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(run(seed)).as("seed " + seed).isEqualTo(run(seed));
    }
  }

  private static long run(long seed) {
    Simulation simulation = Simulation.seed(seed);
    world(Slip.NONE).prepare(simulation);
    return simulation.run().hash();
  }

  private static Scenario world(Slip slip) {
    return simulation -> {
      Promise promise = new Promise();
      simulation
          .service("store", () -> keep(promise, slip))
          .host("clock", () -> Task.sleep(BAD_TIMES.plusSeconds(1)))
          .faults(Faults.of(Fault.CRASH, Fault.DISK_ERROR, Fault.DISK_FULL).lasting(BAD_TIMES));
    };
  }

  /// What is outside of all computers: numbers up to here were said to be safe.
  private static final class Promise {
    private long last;
  }

  /// Begins anew with what is on the disk, whenever that fails.
  private static void keep(Promise promise, Slip slip) {
    while (true) {
      try (Journal journal = Journal.open(Reactor.current().service(Files.class), slip)) {
        List<Long> entries = journal.entries();
        assertThat(entries)
            .as("the entries, of which %d were promised", promise.last)
            .isEqualTo(LongStream.rangeClosed(1, entries.size()).boxed().toList())
            .hasSizeGreaterThanOrEqualTo((int) promise.last);
        fill(journal, promise);
      } catch (IOException _) {
        Task.sleep(Duration.ofMillis(50));
      }
    }
  }

  private static void fill(Journal journal, Promise promise) throws IOException {
    while (true) {
      promise.last = journal.entries().size();
      journal.add(promise.last + 1);
      Task.sleep(Duration.ofMillis(20));
    }
  }
}
