package io.weightless.net.internal.uring;

import io.weightless.net.internal.linux.Platform;
import io.weightless.reactor.Backend;
import java.io.IOException;

/// Registers the `uring` backend.
public final class UringProvider implements Backend.Provider {
  @Override
  public String name() {
    return "uring";
  }

  @Override
  public int rank() {
    return 2;
  }

  @Override
  public Backend open() throws IOException {
    Platform.check();
    return new UringBackend();
  }
}
