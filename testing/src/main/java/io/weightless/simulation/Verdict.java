package io.weightless.simulation;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What is known of a campaign: what failed, and how often each fault struck.
///
/// @param seeds those that it is to try
/// @param tried how many it has tried
/// @param failures one for each seed that failed
/// @param strikes how often each fault struck, of those that might have
public record Verdict(
    Seeds seeds, long tried, List<SimulationFailed> failures, Map<Fault, Long> strikes) {
  /// After fewer seeds it is no wonder that a fault did not strike.
  private static final long ENOUGH_SEEDS = 50;

  public Verdict {
    failures = List.copyOf(failures);
    strikes = Collections.unmodifiableMap(new TreeMap<>(strikes));
  }

  public boolean isGood() {
    return failures.isEmpty();
  }

  /// The faults that might have struck and never did, in fifty seeds or more: nothing is known of
  /// the program under them.
  public List<Fault> neverStruck() {
    if (tried < ENOUGH_SEEDS) {
      return List.of();
    }
    return strikes.entrySet().stream()
        .filter(entry -> entry.getValue() == 0)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /// For a test: nothing may have failed, and each fault must have struck.
  ///
  /// @throws SimulationFailed the first failure, with the others suppressed in it
  /// @throws AssertionError when a fault never struck
  public void orThrow() {
    if (!failures.isEmpty()) {
      SimulationFailed first = failures.getFirst();
      failures.stream().skip(1).forEach(first::addSuppressed);
      throw first;
    }
    if (!neverStruck().isEmpty()) {
      throw new AssertionError(
          "in seeds " + seeds + " these faults never struck: " + neverStruck());
    }
  }

  /// `1,000 seeds, 2 failed; SLOW 12,345, LOST 99`
  @Override
  public String toString() {
    String counts =
        strikes.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> "%s %,d".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    String many = tried == 1 ? "1 seed" : "%,d seeds".formatted(tried);
    String head = "%s, %,d failed".formatted(many, failures.size());
    return counts.isEmpty() ? head : head + "; " + counts;
  }
}
