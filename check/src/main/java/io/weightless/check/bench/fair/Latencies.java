package io.weightless.check.bench.fair;

import java.util.Arrays;

/// How long each of many answers took.
final class Latencies {
  private static final int FIRST_ROOM = 1 << 16;

  private long[] nanos = new long[FIRST_ROOM];
  private int count;

  void add(long taken) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = taken;
  }

  int count() {
    return count;
  }

  /// The least that this part of them did not exceed: the median for 0.5, the longest for 1; NaN
  /// where there is none.
  double micros(double part) {
    if (count == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(part * count);
    return sorted[Math.max(0, rank - 1)] / 1e3;
  }
}
