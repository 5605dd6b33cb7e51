package io.weightless.net.internal.linux;

import java.io.IOException;

/// What the C library does with Unix sockets only.
public final class UnixCalls {
  private static final Function FCHMOD = Function.brief("fchmod");
  private static final int OWNER_ONLY = 0600;

  private final Libc libc;

  UnixCalls(Libc libc) {
    this.libc = libc;
  }

  /// The file that it makes when it is bound is its user's only: from its first moment on, for
  /// Linux gives it the permissions of the socket.
  void keepToOwner(int socket) throws IOException {
    Libc.check(FCHMOD.call(libc, socket, OWNER_ONLY));
  }
}
