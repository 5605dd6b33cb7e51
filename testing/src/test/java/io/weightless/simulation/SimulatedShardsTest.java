package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.scope.Task;
import io.weightless.shard.Mailboxes;
import io.weightless.shard.Shards;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Shards of a simulated host run in its thread, in an order that is drawn from the seed.
final class SimulatedShardsTest {
  private static final int VALUES = 20;

  /// Each of three shards sends to the next one, and receives in order what the one before it sent.
  private static void ring(List<String> trail) {
    Shards shards = Shards.perCore();
    Mailboxes<Integer> ring = shards.mailboxes("ring", 2);
    shards.run(shard -> {
      int next = (shard.index() + 1) % shard.count();
      shard
          .scope()
          .start(
              "sends",
              () -> {
                for (int i = 0; i < VALUES; i++) {
                  ring.at(next).send(i);
                }
              });
      for (int i = 0; i < VALUES; i++) {
        assertThat(ring.here().receive()).isEqualTo(i);
        trail.add(shard.index() + ":" + i);
      }
    });
  }

  @Test
  void valuesComeInOrderWhateverTheSeedAndAnotherSeedIsAnotherRun() {
    Set<List<String>> trails = new LinkedHashSet<>();
    for (long seed = 1; seed <= 50; seed++) {
      List<String> trail = new ArrayList<>();
      Simulation.seed(seed).host("a", () -> ring(trail)).run();
      assertThat(trail).hasSize(3 * VALUES);
      trails.add(trail);
    }
    assertThat(trails).hasSizeGreaterThan(45);
  }

  @Test
  void theSameSeedGivesTheSameTrace() {
    assertThat(hash(5)).isEqualTo(hash(5)).isNotEqualTo(hash(6));
  }

  private static long hash(long seed) {
    return Simulation.seed(seed).host("a", () -> ring(new ArrayList<>())).run().hash();
  }

  @Test
  void whatAShardFailsWithComesOutOfTheRunOnItsHost() {
    Simulation simulation =
        Simulation.seed(1)
            .host(
                "a",
                () ->
                    Shards.run(
                        3,
                        shard -> {
                          Task.sleep(Duration.ofSeconds(1 + shard.index()));
                          throw new IOException("shard " + shard.index());
                        }));

    assertThatThrownBy(simulation::run)
        .hasMessageContaining("host 'a' failed: java.io.IOException: shard 0");
  }

  @Test
  void shardsCrashWithTheirHostAndComeAgainWithIt() {
    List<String> trail = new ArrayList<>();
    Simulation simulation = Simulation.seed(1);
    simulation
        .service(
            "s",
            () ->
                Shards.run(
                    2,
                    shard -> {
                      trail.add("begins");
                      try {
                        Task.sleep(Duration.ofDays(1));
                      } finally {
                        trail.add("ends");
                      }
                    }))
        .host(
            "a",
            () -> {
              Task.sleep(Duration.ofSeconds(1));
              simulation.crash("s");
              Task.sleep(Duration.ofSeconds(1));
              trail.add("restart");
              simulation.restart("s");
              Task.sleep(Duration.ofSeconds(1));
            })
        .run();

    assertThat(trail)
        .containsExactly(
            "begins", "begins", "ends", "ends", "restart", "begins", "begins", "ends", "ends");
  }
}
