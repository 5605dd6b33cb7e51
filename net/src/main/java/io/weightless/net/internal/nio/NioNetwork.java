package io.weightless.net.internal.nio;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The TCP of one reactor.
///
/// A host's name is looked up by the system's resolver, which holds the loop meanwhile; a literal
/// address never does.
record NioNetwork(Reactor reactor, NioBackend backend) implements Network {
  private static final System.Logger LOG = System.getLogger("io.weightless.net");
  private static final int BACKLOG = 1024;

  @Override
  public Listener listen(Address address) throws IOException {
    return listen(address, false);
  }

  @Override
  public Listener listenShared(Address address) throws IOException {
    if (address.port() != 0) {
      checkVacant(address);
    }
    return listen(address, true);
  }

  @Override
  public Listener listenBeside(Address address) throws IOException {
    return listen(address, true);
  }

  private Listener listen(Address address, boolean shared) throws IOException {
    reactor.checkOwner();
    ServerSocketChannel channel = null;
    try {
      InetAddress host = Addresses.resolve(address)[0];
      channel = ServerSocketChannel.open(familyOf(host));
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      if (shared) {
        share(channel, channel.supportedOptions());
      }
      channel.bind(new InetSocketAddress(host, address.port()), BACKLOG);
      int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      return new NioListener(this, channel, new Address(address.host(), port));
    } catch (IOException e) {
      closeQuietly(channel);
      throw failure("listen on " + address, e);
    } catch (UnsupportedOperationException e) {
      closeQuietly(channel);
      throw e;
    }
  }

  /// One that shares would join whoever shares there already. This socket does not, so it can't
  /// have the address of any that listens; and it does not listen, so that no client meets it.
  private static void checkVacant(Address address) throws IOException {
    try {
      InetAddress host = Addresses.resolve(address)[0];
      try (SocketChannel probe = SocketChannel.open(familyOf(host))) {
        probe.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        probe.bind(new InetSocketAddress(host, address.port()));
      }
    } catch (IOException e) {
      throw failure("listen on " + address, e);
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
  public Stream connect(Address address) throws IOException {
    reactor.checkOwner();
    Suspension.checkpoint();
    try {
      return connectToAny(Addresses.resolve(address), address.port());
    } catch (IOException e) {
      throw failure("connect " + address, e);
    }
  }

  private Stream connectToAny(InetAddress[] hosts, int port) throws IOException {
    IOException first = null;
    for (InetAddress host : hosts) {
      try {
        return connectTo(new InetSocketAddress(host, port));
      } catch (IOException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    throw first == null ? new IOException("the host has no address") : first;
  }

  private Stream connectTo(InetSocketAddress remote) throws IOException {
    SocketChannel channel = SocketChannel.open(familyOf(remote.getAddress()));
    Connecting connecting = new Connecting(this, channel);
    try {
      channel.configureBlocking(false);
      if (!channel.connect(remote)) {
        connecting.await();
      }
      NioStream stream = stream(channel);
      stream.succeed(connecting);
      return stream;
    } catch (Throwable e) {
      connecting.close();
      throw e;
    }
  }

  /// A stream on a channel that is connected and does not block.
  NioStream stream(SocketChannel channel) throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return new NioStream(
        this,
        channel,
        (InetSocketAddress) channel.getLocalAddress(),
        (InetSocketAddress) channel.getRemoteAddress());
  }

  private static ProtocolFamily familyOf(InetAddress host) {
    return host instanceof Inet6Address
        ? StandardProtocolFamily.INET6
        : StandardProtocolFamily.INET;
  }

  /// `what: reason`, where the JDK gives only the reason.
  static IOException failure(String what, IOException cause) {
    String reason = cause.getMessage();
    return new IOException(
        what + ": " + (reason == null ? cause.getClass().getSimpleName() : reason), cause);
  }

  /// For channels that are given up: nobody could do anything about a failure.
  static void closeQuietly(@Nullable Channel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "a failed close", e);
      }
    }
  }
}
