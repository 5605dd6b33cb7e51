package io.weightless.net.internal.epoll;

import io.weightless.net.internal.linux.Errno;
import io.weightless.net.internal.linux.Libc;
import io.weightless.net.internal.ready.Connection;
import io.weightless.net.internal.ready.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// A listening socket by its descriptor.
final class EpollListening extends EpollSocket implements Socket.Listening {
  EpollListening(EpollBackend backend, int descriptor) {
    super(backend, descriptor);
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
        InetSocketAddress peer = backend.libc.tcp.peer();
        return backend.connection(accepted, peer, true);
      }
    }
  }
}
