package io.weightless.testing.kit;

import io.weightless.testing.FaultyStream;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Connections of a ground whose ends are cut into small pieces by chance.
///
/// @param longest of the pieces, in bytes
/// @param stalls how late each piece is
record Faults(Ground ground, long seed, int longest, Duration stalls) {
  private static final Duration LATE = Duration.ofMillis(1);
  private static final int SMALL = 64;
  private static final int LARGE = 4_096;

  static Stream<Faults> all() {
    return Stream.concat(Stream.of(tiny(2), tiny(3)), large());
  }

  /// So small that one record takes many turns of the loop.
  static Faults tiny(long seed) {
    return new Faults(Ground.MEMORY, seed, SMALL, Duration.ZERO);
  }

  static Stream<Faults> large() {
    return Stream.concat(
        Ground.real().stream().map(real -> new Faults(real, 1, 4 * LARGE, Duration.ZERO)),
        Stream.of(
            new Faults(Ground.MEMORY, 4, LARGE, LATE),
            new Faults(Ground.SLOW_MEMORY, 5, LARGE, LATE)));
  }

  Pair connect() throws IOException {
    Pair pair = Ground.connect();
    return new Pair(faulty(pair.near(), seed), faulty(pair.far(), -seed));
  }

  Duration turn() {
    return stalls.isZero() ? ground.turn() : stalls.dividedBy(2);
  }

  private FaultyStream faulty(io.weightless.net.Stream stream, long seedOfEnd) {
    return new FaultyStream(stream)
        .randomly(new SplittableRandom(seedOfEnd), longest)
        .stalls(stalls);
  }
}
