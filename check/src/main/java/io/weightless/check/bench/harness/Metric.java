package io.weightless.check.bench.harness;

/// What a number means.
///
/// @param name appended to the contest's name; empty when a contest has only one metric
/// @param unit without blanks
/// @param better which way is ahead
public record Metric(String name, String unit, Better better) {

  public enum Better {
    LOWER,
    HIGHER
  }

  /// A metric of which less is better.
  public static Metric cost(String name, String unit) {
    return new Metric(name, unit, Better.LOWER);
  }

  /// A metric of which more is better.
  public static Metric throughput(String name, String unit) {
    return new Metric(name, unit, Better.HIGHER);
  }

  String label(String contest) {
    return name.isEmpty() ? contest : contest + "." + name;
  }
}
