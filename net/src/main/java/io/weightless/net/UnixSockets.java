package io.weightless.net;

import io.weightless.net.internal.UnixStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What a `unix:` stream can do that no other can: tell who is at its other end, and pass open
/// sockets to another process.
///
/// ```java
/// Stream client = listener.accept(); // and not a byte is read
/// UnixSockets.pass(worker, client);
/// client.close(); // the worker's goes on
/// ```
///
/// Linux with the backends `uring` and `epoll`; anywhere else these say in one line that it can't
/// be done. A simulated stream tells its peer, too.
public final class UnixSockets {
  private UnixSockets() {}

  /// Who is at the other end: `SO_PEERCRED`.
  ///
  /// - **Waits**: never.
  ///
  /// @throws IllegalArgumentException when it is no Unix socket
  /// @throws UnsupportedOperationException when this backend can't tell
  public static PeerCredentials peerOf(Stream stream) throws IOException {
    return unix(stream).credentials();
  }

  /// Passes a stream to the process at the other end, with a byte that is zero: `SCM_RIGHTS`.
  ///
  /// Both processes have it then, and it ends when both have closed it; a [reset][Stream#reset] and
  /// the [end of the output][Stream#closeOutput] are for both. What was read here is not passed
  /// along, so pass it before it is read from, and after what was written to it has left: when the
  /// loop has turned once.
  ///
  /// - **Waits**: until there is room, as a write; always a cancellation point.
  ///
  /// @throws IllegalArgumentException when one of them is no socket of the system, as with TLS on
  ///   it
  /// @throws UnsupportedOperationException when this backend can't do that
  public static void pass(Stream over, Stream given) throws IOException {
    unix(over).pass(given);
  }

  /// The same for a listener, on which both may accept then. The file of a Unix socket stays when
  /// they close it, for the other one, until the next that listens there replaces it.
  public static void pass(Stream over, Listener given) throws IOException {
    unix(over).pass(given);
  }

  /// The next stream or listener that the other end passes; null at the end of the input.
  ///
  /// Read nothing else from `over`: what is passed goes with a byte, and is closed when that is
  /// read as any other.
  ///
  /// - **Waits**: until something comes; always a cancellation point.
  /// - **Limit**: one with each byte; what a peer passes beyond that is closed.
  ///
  /// @param kind `Stream.class` or `Listener.class`
  /// @throws IOException in one line, when something else came, which is closed then
  /// @throws IllegalArgumentException when `over` is no Unix socket
  /// @throws UnsupportedOperationException when this backend can't do that
  public static <T extends AutoCloseable> @Nullable T receive(Stream over, Class<T> kind)
      throws IOException {
    return unix(over).receive(kind);
  }

  private static UnixStream unix(Stream stream) {
    if (stream instanceof UnixStream unix && stream.remote().scheme() == Scheme.UNIX) {
      return unix;
    }
    throw new IllegalArgumentException("it is no Unix socket: " + stream);
  }
}
