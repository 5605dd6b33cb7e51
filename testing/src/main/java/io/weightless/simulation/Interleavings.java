package io.weightless.simulation;

/// Simulates one scenario in every order in which its tasks can take their turns: for small ones,
/// where chance might miss the one order that matters. (From Lincheck's and CHESS's bounded search;
/// since tasks give way only where they wait, there are far fewer orders than for threads.)
///
/// Time, the random of the hosts and the network are those of one seed, and nothing breaks. With
/// several hosts the turns of each are permuted, and the hosts take turns.
///
/// ```java
/// long orders = Interleavings.of(simulation -> simulation.host("a", () -> { ... })).all(10_000);
/// ```
///
/// @param scenario prepared anew for each order, with state of its own
public record Interleavings(Scenario scenario) {
  private static final long SEED = 1;

  public static Interleavings of(Scenario scenario) {
    return new Interleavings(scenario);
  }

  /// Tries them all.
  ///
  /// @param most more than these are too many to try
  /// @return how many there were
  /// @throws AssertionError when it fails in one order, with the choices that led there
  /// @throws IllegalStateException when there are more than `most`
  public long all(long most) {
    Choices choices = new Choices();
    long tried = 0;
    do {
      if (tried == most) {
        throw new IllegalStateException("there are more than " + most + " orders");
      }
      tried++;
      Simulation simulation = Simulation.seed(SEED);
      scenario.prepare(simulation);
      simulation.faults(Faults.none()).chosenBy(choices);
      try {
        simulation.run();
      } catch (SimulationFailed failed) {
        throw new AssertionError(
            "order " + tried + ", choices " + choices + ": " + failed.getMessage(), failed);
      }
    } while (choices.advance());
    return tried;
  }
}
