package io.weightless.net.internal.epoll;

import io.weightless.net.internal.linux.Platform;
import io.weightless.reactor.Backend;
import java.io.IOException;

/// Registers the `epoll` backend.
public final class EpollProvider implements Backend.Provider {
  @Override
  public String name() {
    return "epoll";
  }

  @Override
  public int rank() {
    return 1;
  }

  @Override
  public Backend open() throws IOException {
    Platform.check();
    return new EpollBackend();
  }
}
