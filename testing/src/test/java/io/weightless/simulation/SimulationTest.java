package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Event;
import io.weightless.sync.Lock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SimulationTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<String> trail = new ArrayList<>();

  @Test
  void aHostRunsItsProgramToItsEndAndTimePassesByItself() {
    Report report =
        Simulation.seed(1)
            .host(
                "a",
                () -> {
                  Task.sleep(Duration.ofDays(30));
                  trail.add("awake");
                })
            .limit(Duration.ofDays(31))
            .run();

    assertThat(trail).containsExactly("awake");
    assertThat(report.elapsed()).isBetween(Duration.ofDays(30), Duration.ofDays(30).plus(SECOND));
  }

  @Test
  void aServiceIsCancelledWhenAllHostsHaveEnded() {
    Simulation.seed(1)
        .service(
            "service",
            () -> {
              try {
                Task.sleep(Duration.ofDays(1));
              } finally {
                trail.add("service ends");
              }
            })
        .host("host", () -> trail.add("host ends"))
        .run();

    assertThat(trail).containsExactly("host ends", "service ends");
  }

  @Test
  void theSameSeedGivesTheSameTraceAndOthersGiveOthers() {
    assertThat(Tangle.run(7).hash()).isEqualTo(Tangle.run(7).hash());
    assertThat(LongStream.range(0, 50).map(seed -> Tangle.run(seed).hash()).distinct()).hasSize(50);
  }

  @Test
  void theOrderOfWhatIsReadyIsDrawnFromTheSeed() {
    Set<List<Integer>> orders = new LinkedHashSet<>();
    for (int seed = 0; seed < 200; seed++) {
      List<Integer> order = new ArrayList<>();
      Simulation.seed(seed).host("a", () -> addAll(order)).run();
      orders.add(order);
    }
    assertThat(orders).hasSize(6);
  }

  @Test
  void onRequestTasksRunFirstComeFirstServedWhateverTheSeed() {
    for (int seed = 0; seed < 20; seed++) {
      List<Integer> order = new ArrayList<>();
      Simulation.seed(seed).host("a", () -> addAll(order)).firstComeFirstServed().run();
      assertThat(order).containsExactly(1, 2, 3);
    }
  }

  private static void addAll(List<Integer> order) {
    Scope.join(scope -> {
      for (int i = 1; i <= 3; i++) {
        int number = i;
        scope.start("adds " + i, () -> order.add(number));
      }
    });
  }

  @Test
  void aFailureNamesSeedAndHostAndHasItsCause() {
    IOException failure = new IOException("the disk is full");
    Simulation simulation =
        Simulation.seed(3)
            .host(
                "a",
                () -> {
                  throw failure;
                });

    assertThatThrownBy(simulation::run)
        .isInstanceOf(SimulationFailed.class)
        .hasMessageContaining("seed 3")
        .hasMessageContaining("host 'a'")
        .hasMessageContaining("the disk is full")
        .hasCause(failure);
  }

  @Test
  void aFailureOfACallbackIsOneOfItsHost() {
    Simulation simulation =
        Simulation.seed(3)
            .host(
                "a",
                () -> {
                  Reactor.current()
                      .after(
                          SECOND,
                          () -> {
                            throw new IllegalStateException("broken");
                          });
                  Task.sleep(SECOND.multipliedBy(2));
                });

    assertThatThrownBy(simulation::run).hasMessageContaining("broken");
  }

  @Test
  void whatAServiceFailsWithEndsAll() {
    Simulation simulation =
        Simulation.seed(3)
            .service(
                "s",
                () -> {
                  throw new IOException("no disk");
                })
            .host("a", () -> Task.sleep(Duration.ofMinutes(1)));

    assertThatThrownBy(simulation::run).hasMessageContaining("host 's'");
  }

  @Test
  void hostsThatWaitForEachOtherAreADeadlockWithTheListOfWhoWaitsForWhat() {
    Simulation simulation =
        Simulation.seed(5)
            .host("a", () -> new Event().await())
            .service(
                "s",
                () -> {
                  Lock lock = new Lock();
                  try (var _ = lock.hold()) {
                    new Event().await();
                  }
                });

    assertThatThrownBy(simulation::run)
        .isInstanceOf(SimulationFailed.class)
        .hasMessageContaining("all wait")
        .hasMessageContaining("host 'a'")
        .hasMessageContaining("task 'a'")
        .hasMessageContaining("Event[not set; waiting: 'a']")
        .hasMessageContaining("host 's'");
  }

  @Test
  void whatDoesNotEndInTimeIsAFailureToo() {
    Simulation simulation =
        Simulation.seed(5)
            .host("a", () -> new Event().await())
            .service(
                "ticks",
                () -> {
                  while (true) {
                    Task.sleep(SECOND);
                  }
                })
            .limit(Duration.ofMinutes(1));

    assertThatThrownBy(simulation::run).hasMessageContaining("did not end within PT1M");
  }

  @Test
  void oneThatSpinsDoesNotStopTheTime() {
    boolean[] stop = {false};
    Simulation.seed(1)
        .host(
            "a",
            () ->
                Scope.join(scope -> {
                  scope.start(
                      "stops",
                      () -> {
                        Task.sleep(Duration.ofMillis(1));
                        stop[0] = true;
                      });
                  while (!stop[0]) {
                    Task.yield();
                  }
                }))
        .run();
    assertThat(stop[0]).isTrue();
  }

  @Test
  void aHostThatNobodyKnowsCannotCrash() {
    Simulation simulation = Simulation.seed(2);
    simulation.host(
        "a",
        () -> {
          simulation.crash("typo");
          Task.sleep(SECOND);
        });

    assertThatThrownBy(simulation::run)
        .isInstanceOf(SimulationFailed.class)
        .hasMessageContaining("no host is called 'typo'; there are [a]");
  }

  @Test
  void aHostThatCrashedHasNotComeToItsEnd() {
    Simulation simulation = Simulation.seed(2);
    simulation
        .host(
            "a",
            () -> {
              trail.add("begins");
              Task.sleep(SECOND);
              trail.add("ends");
            })
        .service(
            "nemesis",
            () -> {
              Task.sleep(Duration.ofMillis(500));
              simulation.crash("a");
              Task.sleep(SECOND);
              simulation.restart("a");
              Task.sleep(Duration.ofDays(1));
            })
        .run();

    assertThat(trail).containsExactly("begins", "begins", "ends");
  }

  @Test
  void aLimitIsAtMostAHundredYears() {
    assertThatThrownBy(() -> Simulation.seed(1).limit(Duration.ofDays(36_501)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aHostThatCrashesUnwindsAndStartsAgainFromTheBeginning() {
    Simulation simulation = Simulation.seed(9);
    simulation
        .service(
            "s",
            () -> {
              trail.add("starts");
              try {
                Task.sleep(Duration.ofDays(1));
              } catch (Cancelled e) {
                trail.add(e.getMessage());
                throw e;
              }
            })
        .host(
            "a",
            () -> {
              Task.sleep(SECOND);
              simulation.crash("s");
              Task.sleep(SECOND);
              trail.add("later");
              simulation.restart("s");
              Task.sleep(SECOND);
            })
        .run();

    assertThat(trail)
        .containsExactly("starts", "its host crashed", "later", "starts", "the simulation is over");
  }

  @Test
  void aTaskThatDoesNotEndWhenItsHostCrashesIsAFailure() {
    Simulation simulation = Simulation.seed(9);
    simulation
        .service(
            "s",
            () -> {
              for (int i = 0; i < 100_000; i++) {
                try {
                  Task.sleep(SECOND);
                } catch (Cancelled swallowed) {
                  trail.add("swallowed");
                }
              }
            })
        .host("a", () -> simulation.crash("s"));

    Logger logger = Logger.getLogger("io.weightless.reactor"); // names what it finds at the close
    logger.setUseParentHandlers(false);
    try {
      assertThatThrownBy(simulation::run).hasMessageContaining("does not end");
    } finally {
      logger.setUseParentHandlers(true);
    }
  }

  @Test
  void theRandomOfAReactorIsOfTheSeed() {
    assertThat(draw(1)).isEqualTo(draw(1)).isNotEqualTo(draw(2));
  }

  private static long draw(long seed) {
    long[] drawn = {0};
    Simulation.seed(seed).host("a", () -> drawn[0] = Reactor.current().random().nextLong()).run();
    return drawn[0];
  }

  /// Each adds its letter and gives way, so that a host that runs on alone would leave no trace of
  /// the other between its own.
  @Test
  void theFirstTurnsOfHostsMixToo() {
    Set<String> orders = new HashSet<>();
    for (int seed = 1; seed <= 50; seed++) {
      StringBuilder order = new StringBuilder();
      Simulation simulation = Simulation.seed(seed);
      for (String name : List.of("a", "b")) {
        simulation.host(
            name,
            () -> {
              for (int i = 0; i < 10; i++) {
                order.append(name);
                Task.yield();
              }
            });
      }
      simulation.run();
      orders.add(order.toString());
    }
    assertThat(orders).hasSizeGreaterThan(10);
  }

  @Test
  void anyThreadMayRunASimulation() throws Exception {
    Thread.startVirtualThread(() -> trail.add("" + draw(4))).join();
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> trail.add("" + draw(4)));
    }
    assertThat(trail).containsExactly("" + draw(4), "" + draw(4));
  }

  @Test
  void aSimulationRunsOnce() {
    Simulation simulation = Simulation.seed(1).host("a", () -> {});
    simulation.run();

    assertThatThrownBy(simulation::run).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> simulation.host("b", () -> {}))
        .isInstanceOf(IllegalStateException.class);
  }
}
