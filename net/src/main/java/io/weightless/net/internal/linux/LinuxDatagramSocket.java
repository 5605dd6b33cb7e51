package io.weightless.net.internal.linux;

import io.weightless.net.Address;
import io.weightless.net.Datagram;
import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.DatagramBuffers;
import io.weightless.net.internal.ready.DatagramSocket;
import io.weightless.net.internal.ready.Handle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// A socket by its descriptor. It takes several datagrams at once when many come.
final class LinuxDatagramSocket implements DatagramSocket {
  private static final int FEWEST = 2;

  private final DatagramCalls calls;
  private final int descriptor;
  private final int family;
  private final Address local;
  private final Handle handle;
  private final DatagramBuffers buffers;

  /// What the system picks by default for groups; 0 when nobody has said.
  private final int network;

  private final boolean tellsRoom;

  /// Received, and not asked for yet.
  private final ArrayDeque<Datagram> arrived = new ArrayDeque<>(0);

  /// One more than came the last time, which tells that there are no more without another call; or
  /// twice as many when there may have been more.
  private int next = FEWEST;

  private boolean mayHaveMore;

  /// What a socket is like, beside what the system knows of it.
  record Kind(int family, Address local, int network, boolean tellsRoom) {}

  LinuxDatagramSocket(
      DatagramCalls calls, int descriptor, Kind kind, Handle handle, DatagramBuffers buffers) {
    this.calls = calls;
    this.descriptor = descriptor;
    this.handle = handle;
    this.buffers = buffers;
    family = kind.family;
    local = kind.local;
    network = kind.network;
    tellsRoom = kind.tellsRoom;
  }

  @Override
  public Address local() {
    return local;
  }

  @Override
  public @Nullable Datagram receive() throws IOException {
    if (arrived.isEmpty()) {
      fetch();
    }
    return arrived.poll();
  }

  private void fetch() throws IOException {
    BufferPool pool = buffers.pool();
    ByteBuffer[] targets = new ByteBuffer[next];
    for (int i = 0; i < next; i++) {
      targets[i] = pool.take();
    }
    int came = 0;
    int kept = 0;
    try {
      came = calls.receive(descriptor, targets, next);
      for (; kept < came; kept++) {
        arrived.add(datagram(kept, targets[kept]));
      }
    } finally {
      for (int i = kept; i < next; i++) {
        pool.give(targets[i]);
      }
    }
    mayHaveMore = came == next;
    next = Math.clamp(mayHaveMore ? 2 * next : came + 1, FEWEST, DatagramCalls.MOST);
    Libc.check(came == -Errno.EAGAIN || came == -Errno.EINTR ? 0 : came);
  }

  private Datagram datagram(int i, ByteBuffer target) throws IOException {
    int length = calls.length(i);
    boolean isCut = calls.isCut(i);
    Address from = calls.from(i);
    if (length <= BufferPool.CAPACITY) {
      return new Datagram(target.limit(length), from, isCut);
    }
    ByteBuffer whole = calls.whole(i, target, length);
    buffers.pool().give(target);
    return new Datagram(whole, from, isCut);
  }

  @Override
  public boolean mayHaveMore() {
    return mayHaveMore || !arrived.isEmpty();
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
  public boolean send(ByteBuffer bytes, @Nullable Address to) throws IOException {
    int nameLength = to == null ? 0 : calls.address(to, family);
    int sent;
    do {
      sent = calls.send(descriptor, bytes, nameLength);
    } while (sent == -Errno.EINTR);
    return sent != -Errno.EAGAIN && Libc.check(sent) >= 0;
  }

  @Override
  public boolean tellsRoom() {
    return tellsRoom;
  }

  @Override
  public void join(InetAddress group, @Nullable NetworkInterface on) throws IOException {
    change(group, on, Option.IPV4_JOIN, Option.IPV6_JOIN);
  }

  @Override
  public void leave(InetAddress group, @Nullable NetworkInterface on) throws IOException {
    change(group, on, Option.IPV4_LEAVE, Option.IPV6_LEAVE);
  }

  private void change(InetAddress group, @Nullable NetworkInterface on, Option ipv4, Option ipv6)
      throws IOException {
    InetSocketAddress place = new InetSocketAddress(group, 0);
    boolean isIpv4 = SocketAddresses.familyOf(place) == SocketAddresses.AF_INET;
    int which = on == null ? network : on.getIndex();
    calls.change(descriptor, isIpv4 ? ipv4 : ipv6, place, which);
  }

  @Override
  public void belongTo(Owner owner) {
    handle.belongTo(owner);
  }

  @Override
  public void want(int what) throws IOException {
    handle.want(what);
  }

  @Override
  public void wantNoMore(int what) {
    handle.wantNoMore(what);
  }

  @Override
  public void close() throws IOException {
    arrived.forEach(datagram -> buffers.giveBack(datagram.bytes()));
    arrived.clear();
    handle.close();
  }
}
