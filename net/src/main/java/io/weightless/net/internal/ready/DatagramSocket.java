package io.weightless.net.internal.ready;

import io.weightless.net.Address;
import io.weightless.net.Datagram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A socket of the system for datagrams.
public interface DatagramSocket extends Handle {
  /// As its peers know it.
  Address local() throws IOException;

  /// Takes the next one that has come, with bytes that are lent until [#giveBack] or [#leave].
  ///
  /// @return null when there is none now
  @Nullable Datagram receive() throws IOException;

  /// Whether to call [#receive] again before waiting, when it has just given one.
  boolean mayHaveMore();

  /// What was lent is not used any more; also when this is closed.
  void giveBack(ByteBuffer lent);

  /// What was lent stays with whoever has it.
  void leave(ByteBuffer lent);

  /// Sends all that remains in `bytes`, and takes it from them.
  ///
  /// @param to null for the one that it is connected to
  /// @return whether it was sent: else there was no room for it
  /// @throws IllegalArgumentException when `to` is not for this kind of socket
  boolean send(ByteBuffer bytes, @Nullable Address to) throws IOException;

  /// Whether it becomes [ready for output][Handle#OUTPUT] when there is room: where the room is the
  /// peer's, the system does not tell.
  default boolean tellsRoom() {
    return true;
  }

  /// @param on null for what the address of this says, or the system picks
  void join(InetAddress group, @Nullable NetworkInterface on) throws IOException;

  void leave(InetAddress group, @Nullable NetworkInterface on) throws IOException;

  /// Where they come from.
  interface Source {
    /// One at `local`.
    ///
    /// @param address with its options
    DatagramSocket bind(InetSocketAddress local, Address address) throws IOException;

    /// One that is connected to `remote`.
    ///
    /// @param address with its options
    DatagramSocket connect(InetSocketAddress remote, Address address) throws IOException;

    /// A Unix socket at `local`, whose file is for its user only.
    ///
    /// @param address with its options
    default DatagramSocket bindUnix(UnixDomainSocketAddress local, Address address)
        throws IOException {
      throw new IOException("datagrams of Unix sockets need the backend uring or epoll");
    }

    /// A Unix socket with a name of its own, for answers, that is connected to `remote`.
    ///
    /// @param address with its options
    default DatagramSocket connectUnix(UnixDomainSocketAddress remote, Address address)
        throws IOException {
      throw new IOException("datagrams of Unix sockets need the backend uring or epoll");
    }
  }
}
