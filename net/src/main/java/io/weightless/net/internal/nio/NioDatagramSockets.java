package io.weightless.net.internal.nio;

import io.weightless.net.Address;
import io.weightless.net.TcpOptions;
import io.weightless.net.UdpOptions;
import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.DatagramBuffers;
import io.weightless.net.internal.Failures;
import io.weightless.net.internal.Multicast;
import io.weightless.net.internal.ready.DatagramSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/// The JDK's.
final class NioDatagramSockets implements DatagramSocket.Source {
  private final Keyring keyring;
  private final DatagramBuffers buffers;

  /// Made when the first socket is, for all of them: one longer than what is received whole.
  private @Nullable ByteBuffer landing;

  NioDatagramSockets(Keyring keyring, BufferPool pool) {
    this.keyring = keyring;
    buffers = new DatagramBuffers(pool);
  }

  @Override
  public DatagramSocket bind(InetSocketAddress local, Address address) throws IOException {
    DatagramChannel channel = open(local, address);
    try {
      channel.bind(local);
      return socket(channel);
    } catch (Throwable e) {
      Failures.closeQuietly(channel);
      throw e;
    }
  }

  @Override
  public DatagramSocket connect(InetSocketAddress remote, Address address) throws IOException {
    DatagramChannel channel = open(remote, address);
    try {
      TcpOptions options = address.options();
      if (options.from() != null) {
        channel.bind(new InetSocketAddress(options.from(), 0));
      }
      channel.connect(remote);
      return socket(channel);
    } catch (Throwable e) {
      Failures.closeQuietly(channel);
      throw e;
    }
  }

  private NioDatagramSocket socket(DatagramChannel channel) {
    ByteBuffer common =
        landing == null ? ByteBuffer.allocateDirect(DatagramBuffers.MOST + 1) : landing;
    landing = common;
    return new NioDatagramSocket(keyring, channel, buffers, common);
  }

  private static DatagramChannel open(InetSocketAddress place, Address address) throws IOException {
    NioSockets.checkFamilies(place, address.options());
    DatagramChannel channel = DatagramChannel.open(NioSockets.familyOf(place));
    try {
      channel.configureBlocking(false);
      configure(channel, address, place.getAddress().isMulticastAddress());
      return channel;
    } catch (Throwable e) {
      Failures.closeQuietly(channel);
      throw e;
    }
  }

  private static void configure(DatagramChannel channel, Address address, boolean isGroup)
      throws IOException {
    channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
    UdpOptions udp = address.udp();
    if (isGroup || udp.reuse()) {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    }
    channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, udp.ttl());
    channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, udp.loop());
    NetworkInterface network = Multicast.network(address);
    if (network != null) {
      channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
    }
    if (address.options().sendBuffer() > 0) {
      channel.setOption(StandardSocketOptions.SO_SNDBUF, address.options().sendBuffer());
    }
    if (address.options().receiveBuffer() > 0) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, address.options().receiveBuffer());
    }
  }
}
