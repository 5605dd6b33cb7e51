package io.weightless.net.internal.nio;

import io.weightless.net.TcpOptions;
import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.Failures;
import io.weightless.net.internal.ready.Connection;
import io.weightless.net.internal.ready.DatagramSocket;
import io.weightless.net.internal.ready.Socket;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/// The JDK's.
record NioSockets(Keyring keyring, BufferPool pool) implements Socket.Source {
  @Override
  public @Nullable Connection connect(SocketAddress remote, TcpOptions options) throws IOException {
    if (remote instanceof UnixDomainSocketAddress unix) {
      return new NioUnixSockets(keyring, pool).connect(unix, options);
    }
    SocketChannel channel = SocketChannel.open(familyOf((InetSocketAddress) remote));
    try {
      channel.configureBlocking(false);
      if (options.receiveBuffer() > 0) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, options.receiveBuffer());
      }
      configure(channel, options);
      if (options.from() != null) {
        channel.bind(new InetSocketAddress(options.from(), 0));
      }
      channel.connect(remote);
      return new NioConnection(keyring, pool, channel, remote);
    } catch (Throwable e) {
      Failures.closeQuietly(channel);
      throw e;
    }
  }

  /// What a listening socket can't hand down, and a connection can still be given.
  static void configure(SocketChannel channel, TcpOptions options) throws IOException {
    if (options.sendBuffer() > 0) {
      channel.setOption(StandardSocketOptions.SO_SNDBUF, options.sendBuffer());
    }
    if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
      configureTcp(channel, options);
    }
  }

  private static void configureTcp(SocketChannel channel, TcpOptions options) throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, options.noDelay());
    if (!options.keepAlive().isZero()) {
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      if (channel.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
        int idle = (int) options.keepAlive().toSeconds();
        channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, idle);
      }
    }
  }

  @Override
  public Socket.Listening listen(SocketAddress wanted, TcpOptions options, boolean shared)
      throws IOException {
    if (wanted instanceof UnixDomainSocketAddress unix) {
      return new NioUnixSockets(keyring, pool).listen(unix, options);
    }
    InetSocketAddress address = (InetSocketAddress) wanted;
    checkFamilies(address, options);
    ServerSocketChannel channel = ServerSocketChannel.open(familyOf(address));
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      if (shared) {
        share(channel, channel.supportedOptions());
      }
      if (options.receiveBuffer() > 0) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, options.receiveBuffer());
      }
      channel.bind(address, options.backlog());
      return new NioListening(keyring, pool, channel, options);
    } catch (Throwable e) {
      Failures.closeQuietly(channel);
      throw e;
    }
  }

  static void checkFamilies(InetSocketAddress address, TcpOptions options) {
    InetAddress host = address.getAddress();
    if (options.ipv6Only() && host instanceof Inet6Address && host.isAnyLocalAddress()) {
      throw new UnsupportedOperationException(
          "ipv6-only needs the backend uring or epoll: the JDK's sockets take IPv4 clients, too");
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

  @Override
  public DatagramSocket.Source datagrams(BufferPool ofReactor) {
    return new NioDatagramSockets(keyring, ofReactor);
  }

  /// This socket does not share, so it can't have the address of any that listens; and it does not
  /// listen, so that no client meets it.
  @Override
  public void checkVacant(InetSocketAddress address, TcpOptions options) throws IOException {
    try (SocketChannel probe = SocketChannel.open(familyOf(address))) {
      probe.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      probe.bind(address);
    }
  }

  static ProtocolFamily familyOf(InetSocketAddress address) {
    return address.getAddress() instanceof Inet6Address
        ? StandardProtocolFamily.INET6
        : StandardProtocolFamily.INET;
  }
}
