package io.weightless.net.internal.ready;

import io.weightless.net.Address;
import io.weightless.net.TcpOptions;
import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.UnixStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// A socket of the system.
public interface Socket extends Handle {
  SocketAddress local() throws IOException;

  /// Its descriptor, which another process will have, too: to close it here leaves that one's as it
  /// is.
  default int share() {
    throw UnixStream.cannotPass();
  }

  /// One that accepts connections.
  interface Listening extends Socket {
    /// The next one, or null when there is none now. Those that have gone meanwhile are left out.
    @Nullable Connection accept() throws IOException;
  }

  /// Where sockets come from.
  interface Source {
    /// A connection to `remote` that is made, or under way: ready for output when it is there.
    ///
    /// @return null for a Unix socket whose backlog is full, of which nobody tells when it is not
    @Nullable Connection connect(SocketAddress remote, TcpOptions options) throws IOException;

    /// The file of a Unix socket is for its user only.
    ///
    /// @param shared whether others may listen beside it
    /// @throws UnsupportedOperationException when this system lets only one listen on a port, or
    ///   can't do what an option asks for
    Listening listen(SocketAddress address, TcpOptions options, boolean shared) throws IOException;

    /// One that listens already, and that whoever started this process has left open for it.
    ///
    /// @param address of a scheme for such
    default Listening adopt(Address address) throws IOException {
      throw new IOException("a socket can be inherited with the backends uring and epoll only");
    }

    /// Where those for datagrams come from.
    ///
    /// @param pool to receive into
    DatagramSocket.Source datagrams(BufferPool pool);

    /// One that another process has passed, and may have, too: a [Connection] or a [Listening].
    ///
    /// @param descriptor which is its own from now on, or closed when this fails
    default Socket passed(int descriptor) throws IOException {
      throw UnixStream.cannotPass();
    }

    /// Fails when somebody listens on `address`, sharing it or not.
    void checkVacant(InetSocketAddress address, TcpOptions options) throws IOException;
  }
}
