package io.weightless.net.internal.ready;

import io.weightless.net.Address;
import io.weightless.net.TcpOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// A socket of the system that never blocks, and whose owner is told when it is ready.
public interface Socket extends AutoCloseable {
  /// Input has come, or a connection to accept.
  int INPUT = 1;

  /// There is room for output, or the connection is made.
  int OUTPUT = 2;

  /// Whoever is told.
  interface Owner {
    /// It is ready for `what`, which may be more than was wanted. Called by the loop, so it must
    /// neither wait nor close anything.
    void ready(int what);
  }

  /// Puts `owner` in the place of who was told until now.
  void belongTo(Owner owner);

  /// What is to be told, beside what already is: when it becomes ready, and at once if it is. Told
  /// again and again, or only when it becomes so anew.
  void want(int what) throws IOException;

  /// Need not be told any more. Never fails, also when it is closed.
  void wantNoMore(int what);

  InetSocketAddress local() throws IOException;

  /// Tells nothing any more.
  @Override
  void close() throws IOException;

  /// One that accepts connections.
  interface Listening extends Socket {
    /// The next one, or null when there is none now. Those that have gone meanwhile are left out.
    @Nullable Connection accept() throws IOException;
  }

  /// Where sockets come from.
  interface Source {
    /// A connection to `remote` that is made, or under way: ready for output when it is there.
    Connection connect(InetSocketAddress remote, TcpOptions options) throws IOException;

    /// @param shared whether others may listen beside it
    /// @throws UnsupportedOperationException when this system lets only one listen on a port, or
    ///   can't do what an option asks for
    Listening listen(InetSocketAddress address, TcpOptions options, boolean shared)
        throws IOException;

    /// One that listens already, and that whoever started this process has left open for it.
    ///
    /// @param address of a scheme for such
    default Listening adopt(Address address) throws IOException {
      throw new IOException("a socket can be inherited with the backends uring and epoll only");
    }

    /// Fails when somebody listens on `address`, sharing it or not.
    void checkVacant(InetSocketAddress address, TcpOptions options) throws IOException;
  }
}
