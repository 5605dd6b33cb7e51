package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.shard.Mailboxes;
import io.weightless.shard.Shards;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Shards of a simulated host run in its thread, in an order that is drawn from the seed.
final class SimulatedShardsTest {
  private static final int VALUES = 20;
  private static final Address PORT = new Address("s", 7);

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

  /// It has written and closed; what its peer writes then is answered by a reset.
  @Test
  void aShardThatHasEndedLeavesItsPeerAConnectionThatIsClosed() {
    List<String> trail = new ArrayList<>();
    Simulation.seed(1)
        .service(
            "s",
            () -> {
              try (Listener listener = network().listen(PORT);
                  Stream peer = listener.accept()) {
                while (peer.read().hasRemaining()) {
                  trail.add("read");
                }
                Task.sleep(Duration.ofSeconds(1));
                peer.write(ByteBuffer.wrap(new byte[] {1}));
                trail.add("written");
                Task.sleep(Duration.ofDays(1));
              }
            })
        .host(
            "a",
            () -> {
              Task.sleep(Duration.ofSeconds(1));
              Shards.run(
                  1,
                  _ -> {
                    try (Stream stream = network().connect(PORT)) {
                      stream.write(ByteBuffer.wrap(new byte[] {1}));
                    }
                  });
              Task.sleep(Duration.ofSeconds(5));
            })
        .run();

    assertThat(trail).containsExactly("read", "written");
  }

  @Test
  void whatIsolatesAHostIsolatesItsShards() {
    Simulation simulation = Simulation.seed(1);
    simulation
        .service(
            "s",
            () -> {
              try (Listener listener = network().listen(PORT)) {
                listener.accept().close();
              }
            })
        .host(
            "a",
            () -> {
              Task.sleep(Duration.ofSeconds(1));
              simulation.isolate("a");
              Task.sleep(Duration.ofSeconds(1));
              Shards.run(
                  1,
                  _ ->
                      assertThatThrownBy(() -> network().connect(PORT))
                          .isInstanceOf(IOException.class)
                          .hasMessageContaining("timed out"));
            })
        .run();
  }

  @Test
  void shardsOfShardsCrashWithTheirHost() {
    List<String> trail = new ArrayList<>();
    Simulation simulation = Simulation.seed(1);
    simulation
        .service(
            "s",
            () ->
                Shards.run(
                    1,
                    _ ->
                        Shards.run(
                            1,
                            _ -> {
                              trail.add("begins");
                              try {
                                Task.sleep(Duration.ofDays(1));
                              } finally {
                                trail.add("ends");
                              }
                            })))
        .host(
            "a",
            () -> {
              Task.sleep(Duration.ofSeconds(1));
              simulation.crash("s");
              Task.sleep(Duration.ofSeconds(1));
            })
        .run();

    assertThat(trail).containsExactly("begins", "ends");
  }

  @Test
  void twoGroupsOfShardsOnOneHostHaveNetworksOfTheirOwn() {
    List<String> trail = new ArrayList<>();
    Simulation.seed(1)
        .host(
            "a",
            () ->
                Scope.join(scope -> {
                  for (int i = 0; i < 2; i++) {
                    scope.start(
                        "group",
                        () ->
                            Shards.run(
                                1,
                                _ -> {
                                  Task.sleep(Duration.ofSeconds(1));
                                  network().listen(new Address("localhost", 7)).close();
                                  trail.add("listened");
                                }));
                  }
                }))
        .run();

    assertThat(trail).containsExactly("listened", "listened");
  }

  private static Network network() {
    return Reactor.current().service(Network.class);
  }
}
