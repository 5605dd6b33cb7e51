package io.weightless.net.internal.uring;

import io.weightless.net.TcpOptions;
import io.weightless.net.internal.Failures;
import io.weightless.net.internal.linux.Errno;
import io.weightless.net.internal.linux.Libc;
import io.weightless.net.internal.ready.Connection;
import io.weightless.net.internal.ready.Socket;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// A listening socket by its descriptor. Whoever comes is accepted, once somebody has waited for
/// it.
final class UringListening extends UringSocket implements Socket.Listening {
  /// So many are accepted before somebody asks for them, or a few more: the next ones wait in the
  /// backlog.
  private static final int MOST_WAITING = 16;

  /// Descriptors, first come first.
  private final ArrayDeque<Integer> accepted = new ArrayDeque<>();

  /// The number of the error that ended it, until it is told.
  private int failure;

  /// For what it accepts; null for one that hands them down.
  private final @Nullable TcpOptions options;

  UringListening(UringBackend backend, int descriptor, @Nullable TcpOptions options) {
    super(backend, descriptor);
    this.options = options;
  }

  @Override
  public @Nullable Connection accept() throws IOException {
    for (Integer next = accepted.poll(); next != null; next = accepted.poll()) {
      int result = backend.libc.tcp.findPeer(next);
      if (result == 0) {
        return connection(next);
      }
      backend.libc.close(next); // it has gone again
    }
    int told = failure;
    failure = 0;
    Libc.check(-told);
    return isUnderWay(RECEIVE) ? null : acceptWithoutRing();
  }

  private @Nullable Connection acceptWithoutRing() throws IOException {
    int result;
    do {
      result = backend.libc.tcp.accept(descriptor);
    } while (isAgain(result));
    return result == -Errno.EAGAIN ? null : connection(Libc.check(result));
  }

  private Connection connection(int next) throws IOException {
    SocketAddress peer = backend.libc.tcp.configureAccepted(next, options);
    return backend.connection(next, peer, true);
  }

  private static boolean isAgain(int result) {
    return result == -Errno.ECONNABORTED || result == -Errno.EINTR;
  }

  /// From one that other processes may have, too, and go on with when this is closed, nothing is
  /// accepted unasked.
  @Override
  void submitMore(Submissions submissions) throws IOException {
    boolean mayAccept = !isClosed() && accepted.size() < MOST_WAITING;
    if (!mayAccept || isShared()) {
      cancel(RECEIVE, submissions);
    }
    if (mayAccept && wants(Socket.INPUT) && !isUnderWay(RECEIVE | POLL_INPUT)) {
      if (isShared()) {
        submissions.poll(descriptor, Submissions.POLLIN, begin(POLL_INPUT));
      } else {
        submissions.accept(descriptor, begin(RECEIVE));
      }
    }
  }

  @Override
  void done(int kind, int result, int flags) {
    if (kind == RECEIVE && result >= 0) {
      accepted.add(result);
      if (isClosed()) {
        forgetAccepted();
      }
    } else if (result < 0 && result != -Errno.ECANCELED && !isAgain(result)) {
      failure = -result;
    }
    tell(Socket.INPUT);
    boolean isOver = (flags & Completions.MORE) == 0;
    if (accepted.size() >= MOST_WAITING || (isOver && wants(Socket.INPUT))) {
      change();
    }
  }

  private void forgetAccepted() {
    for (Integer next = accepted.poll(); next != null; next = accepted.poll()) {
      int forgotten = next;
      Failures.closeQuietly(() -> backend.libc.close(forgotten));
    }
  }

  /// Frees the port now; one that others have is left as it is, for them to accept from.
  @Override
  public void close() throws IOException {
    if (!isClosed()) {
      forgetAccepted();
      int _ = isShared() ? 0 : backend.libc.tcp.shutDown(descriptor);
    }
    super.close();
  }
}
