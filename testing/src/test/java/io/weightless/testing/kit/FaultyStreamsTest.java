package io.weightless.testing.kit;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// They keep it when both ends are cut into small pieces by chance, and when each piece is late.
@ParameterizedClass(name = "{0}")
@MethodSource("io.weightless.testing.kit.Faults#all")
record FaultyStreamsTest(Faults faults)
    implements ReadingKit,
        WritingKit,
        ClosingKit,
        ResettingKit,
        CancellingKit,
        PressureKit,
        MovingKit,
        SendingKit,
        OnGround {
  @Override
  public Ground ground() {
    return faults.ground();
  }

  @Override
  public Pair connect() throws IOException {
    return faults.connect();
  }

  @Override
  public Duration turn() {
    return faults.turn();
  }
}
