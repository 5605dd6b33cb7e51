package io.weightless.check.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scope.Task;
import io.weightless.simulation.Fault;
import io.weightless.simulation.Faults;
import io.weightless.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Trees of scopes and tasks that grow by chance: tasks start, await, fail, are cancelled from
/// inside and outside; scopes fail all, collect, shield, race, drain, wait for a startup, and have
/// deadlines. On one host that never crashes, and on one that does.
///
/// The oracle is a tree of plain objects beside it, that knows when each was cancelled and what
/// failed in it. Nothing outlives its scope, and what began ends once, also when its host crashes.
/// A scope throws the first of its failures, with each other one suppressed in it once, and returns
/// when there is none. Who is cancelled is told at once, by each wait, and nobody else is. Results
/// are those of the tasks, or of the winner. Sleeps and deadlines end at their time and not before;
/// and when all is over no timer of them is left.
final class ScopeWorld implements World {
  /// In one life of the host that crashes.
  private static final int GROWTHS = 3;

  private final Weather weather;
  private final Tally tally =
      new Tally("fail", "shield", "deadline", "cancel a task", "cancel a scope", "drain");

  ScopeWorld() {
    this(Weather.FOUL);
  }

  ScopeWorld(Weather weather) {
    this.weather = weather;
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void prepare(Simulation simulation) {
    List<Growth> growths = new ArrayList<>();
    Quiet quiet = new Quiet();
    simulation
        .host(
            "lasting",
            () -> {
              new Growth(weather, tally).grow();
              quiet.check();
            })
        .service(
            "crashing",
            () -> {
              for (int left = GROWTHS; left > 0; left--) {
                growths.forEach(Growth::checkEnded);
                growths.clear();
                growths.add(new Growth(weather, tally));
                growths.getFirst().grow();
              }
              Task.sleep(Duration.ofDays(1));
            })
        .faults(weather == Weather.FAIR ? Faults.none() : Faults.of(Fault.CRASH))
        .trace(quiet::heard)
        .limit(Duration.ofMinutes(10));
  }

  /// When all is over no timer is left that fires: it was cancelled with what it was for.
  private static final class Quiet {
    private static final Duration LONG = Duration.ofSeconds(5);

    private boolean isQuiet;
    private int timers;

    /// A line of the trace.
    void heard(String line) {
      if (isQuiet && line.endsWith(" lasting: a timer")) {
        timers++;
      }
    }

    void check() {
      isQuiet = true;
      Task.sleep(LONG);
      isQuiet = false;
      assertThat(timers).as("timers that fire when all is over, with that of the sleep").isOne();
    }
  }
}
