package io.weightless.simulation;

/// A world to be simulated from any seed: what its hosts do, and what has to hold.
///
/// ```java
/// Scenario orders = simulation -> {
///   Ledger ledger = new Ledger();
///   simulation
///       .service("shop", () -> sell(ledger))
///       .host("customer", () -> buy())
///       .faults(Faults.all())
///       .atEnd("each order is paid once", ledger::check);
/// };
/// Campaign.of(orders).run(Seeds.between(1, 1_000)).orThrow();
/// ```
@FunctionalInterface
public interface Scenario {
  /// Adds its hosts, its faults and its checks to a new `simulation`, with state of their own.
  void prepare(Simulation simulation);
}
