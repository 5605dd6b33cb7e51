package io.weightless.simulation;

import io.weightless.engine.internal.Schedule;
import io.weightless.reactor.Work;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What a simulation is made of.
///
/// @param lines gets the trace; null for nobody
record Plan(
    long seed,
    List<Part> parts,
    Faults faults,
    Conditions conditions,
    Order order,
    Duration limit,
    List<Invariant> invariants,
    List<Check> checks,
    @Nullable Consumer<String> lines) {
  /// In which order the tasks of a host take their turns.
  interface Order {
    Schedule of(Host host, RandomGenerator random);

    /// Whether hosts take turns, too.
    default boolean isFair() {
      return true;
    }
  }

  /// Between the name of a host and that of its shard.
  static final char SHARD = '/';

  record Part(String name, Work<?> program, boolean isService) {}

  record Invariant(String name, BooleanSupplier holds) {}

  record Check(String name, Work<?> work) {}

  /// Hears that something is not as it should be.
  interface Complaint {
    void of(String what, @Nullable Throwable cause);
  }

  void checkAlways(Complaint complaint) {
    for (Invariant invariant : invariants) {
      try {
        if (!invariant.holds.getAsBoolean()) {
          complaint.of("this does not hold: " + invariant.name, null);
        }
      } catch (RuntimeException | AssertionError e) {
        complaint.of("this does not hold: " + invariant.name + ": " + e, e);
      }
    }
  }

  void checkEnd(Complaint complaint) {
    for (Check check : checks) {
      try {
        check.work.run();
      } catch (Exception | AssertionError e) {
        complaint.of("at the end this does not hold: " + check.name + ": " + e, e);
      }
    }
  }
}
