package io.weightless.check.bench.harness;

import java.util.Arrays;
import java.util.Collection;

/// Measured values of one metric, and what is said of them.
public final class Series {
  private final double[] sorted;

  private Series(double[] sorted) {
    this.sorted = sorted;
  }

  /// A series of values in any order.
  ///
  /// @throws IllegalArgumentException if there is no value
  public static Series of(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a series needs a value");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return new Series(sorted);
  }

  /// The value in the middle, or the mean of the two there.
  public double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// How far the extremes lie apart, as a part of the median; 0 when the median is 0.
  public double spread() {
    double median = median();
    return median == 0 ? 0 : (sorted[sorted.length - 1] - sorted[0]) / Math.abs(median);
  }
}
