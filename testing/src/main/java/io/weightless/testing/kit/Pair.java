package io.weightless.testing.kit;

import io.weightless.net.Stream;

/// Two ends of one connection.
public record Pair(Stream near, Stream far) implements AutoCloseable {
  @Override
  public void close() {
    near.close();
    far.close();
  }
}
