package io.weightless.check.planted;

import io.weightless.simulation.Campaign;
import io.weightless.simulation.Faults;
import io.weightless.simulation.Scenario;
import io.weightless.simulation.Seeds;
import io.weightless.simulation.Simulation;
import io.weightless.simulation.SimulationFailed;
import io.weightless.simulation.Verdict;
import java.util.List;

/// Looks for a mistake, in a Java machine that has it: first where it must not be seen, first come
/// first served and with nothing that goes wrong; then with one seed after the other.
final class Search {
  static final Seeds SEEDS = Seeds.between(1, 1_000);

  /// In how many quiet runs of each world it must not be seen.
  private static final int QUIET = 25;

  private Search() {}

  /// Prints what [Finding#parse] reads.
  ///
  /// @param worlds the classes of all worlds in which it must not be seen; the first has to find it
  public static void main(String... worlds) throws ReflectiveOperationException {
    System.out.println(search(worlds));
  }

  private static Finding search(String... worlds) throws ReflectiveOperationException {
    for (String world : worlds) {
      for (int seed = 1; seed <= QUIET; seed++) {
        Simulation simulation = Simulation.seed(seed);
        scenario(world, "FAIR").prepare(simulation);
        try {
          simulation.firstComeFirstServed().faults(Faults.none()).run();
        } catch (SimulationFailed failed) {
          String where = world + ": " + firstLine(failed);
          return new Finding(Finding.How.SEEN_AT_ONCE, failed.seed(), where);
        }
      }
    }
    return found(campaign(worlds[0], SEEDS));
  }

  private static Finding found(Verdict verdict) {
    List<SimulationFailed> failures = verdict.failures();
    return failures.isEmpty()
        ? new Finding(Finding.How.NOT_FOUND, 0, verdict.toString())
        : new Finding(
            Finding.How.FOUND, failures.getFirst().seed(), firstLine(failures.getFirst()));
  }

  /// Until the first failure.
  static Verdict campaign(String world, Seeds seeds) throws ReflectiveOperationException {
    return Campaign.of(scenario(world, "FOUL")).endedBy(1).run(seeds);
  }

  /// The world with that weather, which a test of it makes: nobody else needs either.
  @SuppressWarnings({"unchecked", "rawtypes"}) // its weather is an enum
  private static Scenario scenario(String world, String weather)
      throws ReflectiveOperationException {
    for (var constructor : Class.forName(world).getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1) {
        constructor.setAccessible(true);
        Class type = constructor.getParameterTypes()[0];
        return (Scenario) constructor.newInstance(Enum.valueOf(type, weather));
      }
    }
    throw new IllegalArgumentException(world + " has no weather");
  }

  private static String firstLine(SimulationFailed failed) {
    return String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
  }
}
