package io.weightless.testing.kit;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// TLS over Unix sockets keeps the contract of streams: whoever has a stream can put TLS on it.
@ParameterizedClass(name = "{0}")
@MethodSource("io.weightless.testing.kit.Ground#real")
record TlsOverUnixTest(Ground ground) implements ReadingKit, WritingKit, ClosingKit, TlsGround {
  @Override
  public Pair below() throws IOException {
    return UnixGround.pair();
  }
}
