package io.weightless.testing.kit;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// And when they are so small that one record takes many of them.
@ParameterizedClass(name = "seed {0}")
@ValueSource(longs = {2, 3})
record TinyTlsStreamsTest(long seed)
    implements ReadingKit,
        WritingKit,
        ClosingKit,
        ResettingKit,
        CancellingKit,
        PressureKit,
        SendingKit,
        TlsGround {
  @Override
  public Ground ground() {
    return Ground.MEMORY;
  }

  @Override
  public Pair below() throws IOException {
    return Faults.tiny(seed).connect();
  }
}
