package io.weightless.net.internal.uring;

import io.weightless.net.internal.linux.Errno;
import io.weightless.net.internal.linux.Libc;
import io.weightless.net.internal.ready.Connection;
import io.weightless.net.internal.ready.Socket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A listening socket by its descriptor.
final class UringListening extends UringSocket implements Socket.Listening {
  private static final int POLLIN = 1;

  UringListening(UringBackend backend, int descriptor) {
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
        return backend.connection(accepted, backend.libc.tcp.peer(), true);
      }
    }
  }

  @Override
  void submitMore(Submissions submissions) throws IOException {
    if (wants(Socket.INPUT) && !isClosed() && !isUnderWay(POLL_INPUT)) {
      submissions.poll(descriptor, POLLIN, begin(POLL_INPUT));
    }
  }

  @Override
  void done(int kind, int result, int flags) {
    tell(Socket.INPUT);
    if (wants(Socket.INPUT) && !isClosed()) {
      change();
    }
  }

  /// Frees the port now.
  @Override
  public void close() throws IOException {
    if (!isClosed()) {
      int _ = backend.libc.tcp.shutDown(descriptor);
    }
    super.close();
  }
}
