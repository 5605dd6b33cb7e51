package io.weightless.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Simulates one scenario from many seeds.
///
/// @param faults in place of those that the scenario asks for; null for these
/// @param progress is called after each seed
/// @param mostFailures ends the campaign
public record Campaign(
    Scenario scenario, @Nullable Faults faults, Consumer<Verdict> progress, int mostFailures) {
  private static final int USUAL_MOST_FAILURES = 10;

  /// Stops after ten failures.
  public static Campaign of(Scenario scenario) {
    return new Campaign(scenario, null, _ -> {}, USUAL_MOST_FAILURES);
  }

  /// The same with `faults` in place of those that the scenario asks for.
  public Campaign with(Faults faults) {
    return new Campaign(scenario, faults, progress, mostFailures);
  }

  /// The same, with `progress` called after each seed, with what is known by then.
  public Campaign telling(Consumer<Verdict> progress) {
    return new Campaign(scenario, faults, progress, mostFailures);
  }

  /// The same, ended by that many failures.
  public Campaign endedBy(int failures) {
    return new Campaign(scenario, faults, progress, failures);
  }

  /// Runs the scenario from each of `seeds`, one after the other.
  ///
  /// @throws RuntimeException only from [Scenario#prepare]; failures are in the verdict
  public Verdict run(Seeds seeds) {
    List<SimulationFailed> failures = new ArrayList<>();
    Map<Fault, Long> strikes = new EnumMap<>(Fault.class);
    Verdict verdict = new Verdict(seeds, 0, failures, strikes);
    for (long seed = seeds.first(); seed <= seeds.last(); seed++) {
      Simulation simulation = Simulation.seed(seed);
      scenario.prepare(simulation);
      if (faults != null) {
        simulation.faults(faults);
      }
      try {
        simulation.run();
      } catch (SimulationFailed failed) {
        failures.add(failed);
      }
      simulation.strikes().forEach((fault, count) -> strikes.merge(fault, count, Long::sum));
      verdict = new Verdict(seeds, seed - seeds.first() + 1, failures, strikes);
      progress.accept(verdict);
      if (failures.size() >= mostFailures || seed == Long.MAX_VALUE) {
        break;
      }
    }
    return verdict;
  }
}
