package io.weightless.net.internal;

import io.weightless.net.Listener;
import io.weightless.net.PeerCredentials;
import io.weightless.net.Stream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A stream that may be one of a Unix socket, as [UnixSockets][io.weightless.net.UnixSockets] uses
/// it when it is.
public interface UnixStream extends Stream {
  PeerCredentials credentials() throws IOException;

  default void pass(Stream given) throws IOException {
    throw cannotPass();
  }

  default void pass(Listener given) throws IOException {
    throw cannotPass();
  }

  default <T extends AutoCloseable> @Nullable T receive(Class<T> kind) throws IOException {
    throw cannotPass();
  }

  static UnsupportedOperationException cannotPass() {
    return new UnsupportedOperationException(
        "to pass sockets needs Linux and the backend uring or epoll");
  }
}
