package io.weightless.testing.kit;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// TLS keeps it when what is below is cut into pieces by chance, and when each is late.
@ParameterizedClass(name = "{0}")
@MethodSource("io.weightless.testing.kit.Faults#large")
record FaultyTlsStreamsTest(Faults faults)
    implements ReadingKit,
        WritingKit,
        ClosingKit,
        ResettingKit,
        CancellingKit,
        PressureKit,
        MovingKit,
        SendingKit,
        TlsGround {
  @Override
  public Ground ground() {
    return faults.ground();
  }

  @Override
  public Pair below() throws IOException {
    return faults.connect();
  }

  /// A record takes many pieces.
  @Override
  public Duration turn() {
    return faults.turn().multipliedBy(16);
  }
}
