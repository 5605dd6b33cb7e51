package io.weightless.net.internal.ready;

import io.weightless.net.Address;
import io.weightless.net.TcpOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// A socket of the system.
public interface Socket extends Handle {
  InetSocketAddress local() throws IOException;

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
