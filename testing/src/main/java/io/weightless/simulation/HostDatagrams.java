package io.weightless.simulation;

import io.weightless.engine.internal.Suspension;
import io.weightless.inspect.SeenStream;
import io.weightless.net.Address;
import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import io.weightless.net.Datagram;
import io.weightless.net.Datagrams;
import io.weightless.net.Scheme;
import io.weightless.net.UdpOptions;
import io.weightless.net.internal.Breakage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Datagrams at one port of a host.
final class HostDatagrams implements Datagrams {
  /// Of UDP over IPv4: 65,535 without the two headers.
  private static final int LONGEST = 65_507;

  private final long id;
  private final HostNetwork home;

  /// By which of its host's names it is reached; a group's address when it is at that.
  private final String name;

  private final Address local;
  private final @Nullable Address remote;
  private final UdpOptions options;
  private final Arrivals arrivals;

  /// Looked up only.
  private final Set<InetAddress> groups = new HashSet<>();

  private boolean isClosed;

  /// @param remote null when it is connected to nobody
  HostDatagrams(
      HostNetwork home, String name, Address local, @Nullable Address remote, UdpOptions options) {
    this.home = home;
    id = home.nextId();
    this.name = name;
    this.local = local;
    this.remote = remote;
    this.options = options;
    arrivals = new Arrivals(home);
  }

  @Override
  public Datagram receive() throws IOException {
    enter();
    try {
      return arrivals.next();
    } catch (ClosedException e) {
      throw closed();
    } catch (BusyException e) {
      throw e;
    } catch (IOException e) {
      Address about = remote == null ? local : remote;
      throw Breakage.of("receive at " + about, about, e);
    }
  }

  @Override
  public void send(ByteBuffer bytes, Address to) throws IOException {
    enter();
    home.budget().claim();
    checkOpen();
    pass(bytes, target(to));
  }

  @Override
  public void send(ByteBuffer bytes) throws IOException {
    enter();
    if (remote == null) {
      throw new IllegalStateException(describe() + " are connected to nobody: say to whom");
    }
    home.budget().claim();
    checkOpen();
    pass(bytes, remote);
  }

  /// There is always room: what is too much is lost on the way.
  @Override
  public boolean trySend(ByteBuffer bytes, Address to) throws IOException {
    home.checkOwner();
    checkOpen();
    pass(bytes, target(to));
    return true;
  }

  private Address target(Address to) {
    if (to.scheme() != Scheme.UDP || !home.isNumberOrHost(to.host())) {
      throw new IllegalArgumentException("an address of udp:// in numbers, not " + to);
    }
    if (remote != null && !to.equals(remote)) {
      throw new IllegalStateException(describe() + " are connected, and can't go to " + to);
    }
    return to;
  }

  private void pass(ByteBuffer bytes, Address to) throws IOException {
    try {
      arrivals.throwRefusal();
      if (bytes.remaining() > LONGEST) {
        throw new IOException("Message too long");
      }
    } catch (IOException e) {
      throw Breakage.of("send to " + to, to, e);
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    home.budget().spend(copy.length);
    home.fabric().routes().send(this, copy, to);
  }

  private void enter() throws ClosedException {
    home.checkOwner();
    Suspension.checkpoint();
    checkOpen();
  }

  private void checkOpen() throws ClosedException {
    if (isClosed || home.isDown()) {
      throw closed();
    }
  }

  private ClosedException closed() {
    return new ClosedException(describe() + " is closed");
  }

  @Override
  public void join(InetAddress group, @Nullable NetworkInterface on) throws IOException {
    change("join", group, groups.contains(checked(group)), "Address already in use");
    groups.add(group);
  }

  @Override
  public void leave(InetAddress group, @Nullable NetworkInterface on) throws IOException {
    change("leave", group, !groups.contains(checked(group)), "Cannot assign requested address");
    groups.remove(group);
  }

  private void change(String what, InetAddress group, boolean isWrong, String reason)
      throws IOException {
    home.checkOwner();
    checkOpen();
    if (isWrong) {
      String line = what + " " + group.getHostAddress() + " at " + local;
      throw Breakage.of(line, local, new IOException(reason));
    }
  }

  private static InetAddress checked(InetAddress group) {
    if (!group.isMulticastAddress()) {
      throw new IllegalArgumentException(group.getHostAddress() + " is not a group's address");
    }
    return group;
  }

  /// By the loop of this host.
  void arrive(byte[] bytes, Address from) {
    if (!isClosed && !home.isDown()) {
      arrivals.add(bytes, from);
    }
  }

  /// By the loop of this host: nobody is at `to`.
  void refused(Address to) {
    if (!isClosed && !home.isDown() && to.equals(remote)) {
      arrivals.refuse();
    }
  }

  /// Whether what `from` sends is for this one.
  boolean hears(Address from) {
    return remote == null || remote.equals(from);
  }

  boolean isReachedBy(String asked, int port) {
    return local.port() == port && (name.equals(asked) || name.equals(HostNetwork.ANY));
  }

  boolean isMember(InetAddress group, int port) {
    boolean isAtIt = name.equals(HostNetwork.ANY) || group.equals(DatagramRoutes.group(name));
    return local.port() == port && isAtIt && groups.contains(group);
  }

  /// Whether something could come to both this one and one that is at `asked` and `port`.
  boolean overlaps(String asked, int port) {
    boolean isAny = name.equals(HostNetwork.ANY) || asked.equals(HostNetwork.ANY);
    return local.port() == port && (isAny || name.equals(asked));
  }

  boolean isShared() {
    return options.reuse() || DatagramRoutes.group(name) != null;
  }

  /// Whether members on this host get what is sent to groups.
  boolean isHeardHere() {
    return options.loop() || isLocal();
  }

  /// Whether those on other hosts do.
  boolean isHeardElsewhere() {
    return options.ttl() > 0 && !isLocal();
  }

  private boolean isLocal() {
    return name.equals(HostNetwork.LOOPBACK);
  }

  /// How who is reached by `there` knows it.
  Address asSeenBy(String there) {
    boolean isInside = isLocal() || there.equals(HostNetwork.LOOPBACK);
    return DatagramRoutes.at(isInside ? HostNetwork.LOOPBACK : home.host(), local.port());
  }

  String host() {
    return home.host();
  }

  @Override
  public Address local() {
    return local;
  }

  @Override
  public @Nullable Address remote() {
    return remote;
  }

  @Override
  public void close() {
    home.checkOwner();
    if (!isClosed && !home.isDown()) {
      isClosed = true;
      home.datagramPorts().remove(this);
      arrivals.close();
    }
  }

  SeenStream seen() {
    return new SeenStream(id, describe(), 0, 0);
  }

  String describe() {
    return "the datagrams at " + local + (remote == null ? "" : " from " + remote);
  }

  @Override
  public String toString() {
    return "Datagrams[" + local + (remote == null ? "" : " from " + remote) + "]";
  }
}
