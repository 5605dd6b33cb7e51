package io.weightless.net.internal.epoll;

import io.weightless.net.TcpOptions;
import io.weightless.net.internal.linux.Errno;
import io.weightless.net.internal.linux.Libc;
import io.weightless.net.internal.ready.Connection;
import io.weightless.net.internal.ready.Socket;
import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// A listening socket by its descriptor.
final class EpollListening extends EpollSocket implements Socket.Listening {
  /// For what it accepts; null for one that hands them down.
  private final @Nullable TcpOptions options;

  EpollListening(EpollBackend backend, int descriptor, @Nullable TcpOptions options) {
    super(backend, descriptor);
    this.options = options;
  }

  @Override
  public @Nullable Connection accept() throws IOException {
    while (true) {
      int accepted = backend.libc.tcp.accept(descriptor);
      if (accepted == -Errno.EAGAIN) {
        return null;
      }
      if (accepted != -Errno.ECONNABORTED && accepted != -Errno.EINTR) {
        Libc.check(accepted);
        SocketAddress peer = backend.libc.tcp.configureAccepted(accepted, options);
        return backend.connection(accepted, peer, true);
      }
    }
  }
}
