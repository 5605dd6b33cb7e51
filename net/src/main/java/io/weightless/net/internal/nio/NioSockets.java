package io.weightless.net.internal.nio;

import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.Failures;
import io.weightless.net.internal.ready.Connection;
import io.weightless.net.internal.ready.Socket;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;

/// The JDK's.
record NioSockets(Keyring keyring, BufferPool pool) implements Socket.Source {
  private static final int BACKLOG = 1024;

  @Override
  public Connection connect(InetSocketAddress remote) throws IOException {
    SocketChannel channel = SocketChannel.open(familyOf(remote));
    try {
      channel.configureBlocking(false);
      channel.connect(remote);
      return new NioConnection(keyring, pool, channel, remote);
    } catch (Throwable e) {
      Failures.closeQuietly(channel);
      throw e;
    }
  }

  @Override
  public Socket.Listening listen(InetSocketAddress address, boolean shared) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(familyOf(address));
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      if (shared) {
        share(channel, channel.supportedOptions());
      }
      channel.bind(address, BACKLOG);
      return new NioListening(keyring, pool, channel);
    } catch (Throwable e) {
      Failures.closeQuietly(channel);
      throw e;
    }
  }

  /// @param supported what this system's sockets know
  static void share(ServerSocketChannel channel, Set<SocketOption<?>> supported)
      throws IOException {
    if (!supported.contains(StandardSocketOptions.SO_REUSEPORT)) {
      throw new UnsupportedOperationException(
          "this system lets only one listen on a port: it has no SO_REUSEPORT");
    }
    channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
  }

  /// This socket does not share, so it can't have the address of any that listens; and it does not
  /// listen, so that no client meets it.
  @Override
  public void checkVacant(InetSocketAddress address) throws IOException {
    try (SocketChannel probe = SocketChannel.open(familyOf(address))) {
      probe.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      probe.bind(address);
    }
  }

  private static ProtocolFamily familyOf(InetSocketAddress address) {
    return address.getAddress() instanceof Inet6Address
        ? StandardProtocolFamily.INET6
        : StandardProtocolFamily.INET;
  }
}
