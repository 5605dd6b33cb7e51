package io.weightless.net.internal.nio;

import static java.net.StandardSocketOptions.IP_MULTICAST_IF;

import io.weightless.net.Address;
import io.weightless.net.Datagram;
import io.weightless.net.Scheme;
import io.weightless.net.internal.Addresses;
import io.weightless.net.internal.DatagramBuffers;
import io.weightless.net.internal.Multicast;
import io.weightless.net.internal.ready.DatagramSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.SelectionKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A `DatagramChannel`.
final class NioDatagramSocket extends NioSocket implements DatagramSocket {
  private final DatagramChannel channel;
  private final DatagramBuffers buffers;

  /// Of all sockets of a reactor.
  private final ByteBuffer landing;

  private final Map<Membership, MembershipKey> memberships = new HashMap<>();

  /// The one whose datagram came last, and its address.
  private @Nullable SocketAddress sender;

  private @Nullable Address from;

  /// The one that was sent to last, and its address.
  private @Nullable Address to;

  private @Nullable InetSocketAddress target;

  private record Membership(InetAddress group, NetworkInterface on) {}

  NioDatagramSocket(
      Keyring keyring, DatagramChannel channel, DatagramBuffers buffers, ByteBuffer landing) {
    super(keyring, channel);
    this.channel = channel;
    this.buffers = buffers;
    this.landing = landing;
  }

  @Override
  int operations(int what) {
    return ((what & INPUT) != 0 ? SelectionKey.OP_READ : 0)
        | ((what & OUTPUT) != 0 ? SelectionKey.OP_WRITE : 0);
  }

  @Override
  public Address local() throws IOException {
    return Addresses.of(Scheme.UDP, (InetSocketAddress) channel.getLocalAddress());
  }

  @Override
  public @Nullable Datagram receive() throws IOException {
    landing.clear();
    SocketAddress next = channel.receive(landing);
    if (next == null) {
      return null;
    }
    landing.flip();
    boolean isCut = landing.remaining() > DatagramBuffers.MOST;
    landing.limit(Math.min(landing.limit(), DatagramBuffers.MOST));
    return new Datagram(buffers.copy(landing), address(next), isCut);
  }

  private Address address(SocketAddress next) {
    if (from == null || !next.equals(sender)) {
      sender = next;
      from = Addresses.of(Scheme.UDP, (InetSocketAddress) next);
    }
    return from;
  }

  @Override
  public boolean mayHaveMore() {
    return true;
  }

  @Override
  public void giveBack(ByteBuffer lent) {
    buffers.giveBack(lent);
  }

  @Override
  public void leave(ByteBuffer lent) {
    buffers.leave(lent);
  }

  @Override
  public boolean send(ByteBuffer bytes, @Nullable Address wanted) throws IOException {
    int length = bytes.remaining();
    if (wanted == null) {
      checkNotEmpty(length);
      return channel.write(bytes) == length;
    }
    if (target == null || wanted != to) {
      target = Addresses.numbers(Scheme.UDP, wanted);
      to = wanted;
    }
    return channel.send(bytes, target) == length;
  }

  /// The JDK would throw it away.
  private static void checkNotEmpty(int length) {
    if (length == 0) {
      throw new UnsupportedOperationException(
          "on the backend nio one that is connected sends no empty datagram");
    }
  }

  @Override
  public void join(InetAddress group, @Nullable NetworkInterface on) throws IOException {
    Membership membership = membership(group, on);
    if (memberships.containsKey(membership)) {
      throw new IOException("Address already in use: it is in the group");
    }
    memberships.put(membership, channel.join(group, membership.on()));
  }

  @Override
  public void leave(InetAddress group, @Nullable NetworkInterface on) throws IOException {
    MembershipKey key = memberships.remove(membership(group, on));
    if (key == null) {
      throw new IOException("Cannot assign requested address: it is not in the group");
    }
    key.drop();
  }

  /// The JDK wants to be told on which network.
  private Membership membership(InetAddress group, @Nullable NetworkInterface on)
      throws IOException {
    NetworkInterface asked = on == null ? channel.getOption(IP_MULTICAST_IF) : on;
    return new Membership(group, asked == null ? Multicast.wayTo(group) : asked);
  }

  /// Frees the port now.
  @Override
  public void close() {
    super.close();
    keyring.forgetClosed();
  }
}
