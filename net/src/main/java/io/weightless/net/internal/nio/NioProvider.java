package io.weightless.net.internal.nio;

import io.weightless.reactor.Backend;
import java.io.IOException;

/// Registers the `nio` backend: the last choice, since it works everywhere.
public final class NioProvider implements Backend.Provider {
  @Override
  public String name() {
    return "nio";
  }

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public Backend open() throws IOException {
    return new NioBackend();
  }
}
