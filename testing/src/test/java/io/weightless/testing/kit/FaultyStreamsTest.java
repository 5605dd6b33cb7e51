package io.weightless.testing.kit;

import io.weightless.testing.FaultyStream;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// They keep it when both ends are cut into small pieces by chance, and when each piece is late.
@ParameterizedClass(name = "{0}, seed {1}, stalls {2}")
@MethodSource("faults")
record FaultyStreamsTest(Ground ground, long seed, Duration stalls)
    implements ReadingKit,
        WritingKit,
        ClosingKit,
        CancellingKit,
        PressureKit,
        MovingKit,
        SendingKit,
        OnGround {
  private static final Duration LATE = Duration.ofMillis(1);

  static Stream<Object[]> faults() {
    return Stream.concat(
        Ground.real().stream().map(real -> new Object[] {real, 1L, Duration.ZERO}),
        Stream.of(
            new Object[] {Ground.MEMORY, 2L, Duration.ZERO},
            new Object[] {Ground.MEMORY, 3L, Duration.ZERO},
            new Object[] {Ground.MEMORY, 4L, LATE},
            new Object[] {Ground.SLOW_MEMORY, 5L, LATE}));
  }

  @Override
  public Pair connect() throws IOException {
    Pair pair = Ground.connect();
    return new Pair(faulty(pair.near(), seed), faulty(pair.far(), -seed));
  }

  @Override
  public Duration turn() {
    return stalls.isZero() ? ground.turn() : stalls.dividedBy(2);
  }

  private FaultyStream faulty(io.weightless.net.Stream stream, long seedOfEnd) {
    int longest = ground.isReal() ? 16_384 : stalls.isZero() ? 64 : 4_096;
    return new FaultyStream(stream)
        .randomly(new SplittableRandom(seedOfEnd), longest)
        .stalls(stalls);
  }
}
