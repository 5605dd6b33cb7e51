package io.weightless.simulation;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.Datagrams;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Scheme;
import io.weightless.net.Stream;
import io.weightless.net.TcpOptions;
import io.weightless.net.internal.Breakage;
import io.weightless.net.internal.Budget;
import io.weightless.net.internal.ConnectTimeout;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The network as one host sees it, until it crashes.
final class HostNetwork implements Network {
  static final String LOOPBACK = "127.0.0.1";
  static final String ANY = "0.0.0.0";

  private final Fabric fabric;
  private final String host;
  private final Ports ports = new Ports();
  private final DatagramPorts datagramPorts = new DatagramPorts(this);
  private final Budget budget = new Budget();

  /// All connections that are not over at both ends.
  private final Set<WireEnd> ends = new LinkedHashSet<>();

  private final Set<Attempt> attempts = new LinkedHashSet<>();
  private long lastId;
  private @Nullable Reactor reactor;
  private boolean isDown;

  HostNetwork(Fabric fabric, String host) {
    this.fabric = fabric;
    this.host = host;
  }

  /// Whether each host means itself by `name`. There are no families of addresses here: `::1` is
  /// [#LOOPBACK], and `::` is [#ANY].
  static boolean isSelf(String name) {
    return name.equals("localhost") || name.equals(LOOPBACK) || name.equals("::1") || isAny(name);
  }

  private static boolean isAny(String name) {
    return name.equals(ANY) || name.equals("::");
  }

  @Override
  public Listener listen(Address address) throws IOException {
    return listen(address, false, false);
  }

  @Override
  public Listener listenShared(Address address) throws IOException {
    return listen(address, true, false);
  }

  @Override
  public Listener listenBeside(Address address) throws IOException {
    return listen(address, true, true);
  }

  private Listener listen(Address address, boolean isShared, boolean besideOthers)
      throws IOException {
    checkOwner();
    try {
      checkUp();
      if (address.scheme() == Scheme.UNIX) {
        return listenUnix(address, isShared);
      }
      checkTcp(address, "a simulated process has inherited nothing");
      String own = ownName(address.host());
      int port = address.port() == 0 ? ports.pick() : address.port();
      ports.checkVacant(own, port, besideOthers);
      WireListener listener =
          new WireListener(
              this, new Address(address.host(), port), own, isShared, backlog(address));
      ports.add(listener);
      return listener;
    } catch (IOException e) {
      throw Breakage.of("listen on " + address, address, e);
    }
  }

  private Listener listenUnix(Address address, boolean isShared) throws IOException {
    if (isShared) {
      throw new UnsupportedOperationException("only one can listen on a Unix socket: " + address);
    }
    String name = nameOf(address);
    ports.checkVacant(name, 0, false);
    WireListener listener = new WireListener(this, address, name, false, backlog(address));
    ports.add(listener);
    return listener;
  }

  private int backlog(Address address) {
    return Math.min(address.options().backlog(), fabric.conditions().backlog());
  }

  /// Which listener it means, beside its port: a Unix socket is none of the network's.
  static String nameOf(Address address) {
    return address.scheme() == Scheme.UNIX ? "unix:" + address.host() : address.host();
  }

  /// By which of its own names `name` is reached: of this host in the network, of itself, or any.
  String ownName(String name) throws IOException {
    if (isAny(name)) {
      return ANY;
    }
    if (isSelf(name)) {
      return LOOPBACK;
    }
    if (fabric.host(name) == null && !isNumber(name)) {
      throw unknownHost();
    }
    if (!name.equals(host)) {
      throw new IOException("Cannot assign requested address");
    }
    return name;
  }

  /// Whether it is an address in numbers, of which there is nothing to find out.
  private static boolean isNumber(String name) {
    try {
      InetAddress.ofLiteral(name);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  @Override
  public Stream connect(Address address) throws IOException {
    checkOwner();
    Suspension.checkpoint();
    try {
      checkUp();
      if (address.scheme() != Scheme.UNIX) {
        checkTcp(address, "it is to listen on only");
      }
      return new ConnectTimeout(address.options().timeout()).keep(() -> dial(address));
    } catch (IOException e) {
      throw Breakage.of("connect " + address, address, e);
    }
  }

  private Stream dial(Address address) throws IOException {
    if (address.scheme() == Scheme.UNIX) {
      Address named = address.with(TcpOptions.DEFAULTS);
      return new Attempt(this, named, host, named).await();
    }
    if (isSelf(address.host())) {
      Address remote = new Address(LOOPBACK, address.port());
      return new Attempt(this, new Address(LOOPBACK, ports.take()), host, remote).await();
    }
    Address remote = new Address(address.host(), address.port());
    Address local = new Address(host, ports.take());
    return new Attempt(this, local, address.host(), remote).await();
  }

  @Override
  public Datagrams datagrams(Address local) throws IOException {
    checkOwner();
    try {
      checkUp();
      return datagramPorts.open(local);
    } catch (IOException e) {
      throw Breakage.of("send and receive at " + local, local, e);
    }
  }

  @Override
  public Datagrams datagramsTo(Address remote) throws IOException {
    checkOwner();
    Suspension.checkpoint();
    try {
      checkUp();
      return datagramPorts.openTo(remote);
    } catch (IOException e) {
      throw Breakage.of("send to " + remote, remote, e);
    }
  }

  /// Whether there is nothing to find out about it.
  boolean isNumberOrHost(String name) {
    return isSelf(name) || fabric.host(name) != null || isNumber(name);
  }

  private static void checkTcp(Address address, String complaint) throws IOException {
    if (address.scheme() != Scheme.TCP) {
      throw new IOException(complaint);
    }
  }

  static IOException unknownHost() {
    return new UnknownHostException("the host is unknown");
  }

  /// The first user's reactor is the one that it is for.
  void checkOwner() {
    if (reactor == null) {
      reactor = Reactor.current();
    }
    reactor.checkOwner();
  }

  private void checkUp() throws IOException {
    if (isDown) {
      throw new IOException("the host '" + host + "' has crashed");
    }
  }

  boolean isDown() {
    return isDown;
  }

  void crash() {
    isDown = true;
    List.copyOf(attempts).forEach(Attempt::abandon);
    List.copyOf(ends).forEach(WireEnd::crash);
  }

  void add(WireEnd end) {
    ends.add(end);
  }

  void remove(WireEnd end) {
    ends.remove(end);
  }

  void add(Attempt attempt) {
    attempts.add(attempt);
  }

  void remove(Attempt attempt) {
    attempts.remove(attempt);
  }

  /// For the next that is opened.
  long nextId() {
    return ++lastId;
  }

  Set<WireEnd> ends() {
    return ends;
  }

  /// How many are not over at both ends.
  int connections() {
    return ends.size();
  }

  List<String> open() {
    List<String> open = new ArrayList<>();
    if (!isDown) {
      ports.listeners().forEach(listener -> open.add(listener.describe()));
      datagramPorts.open().forEach(datagrams -> open.add(datagrams.describe()));
      ends.stream().filter(WireEnd::isOpen).forEach(end -> open.add(end.describe()));
    }
    return open;
  }

  Fabric fabric() {
    return fabric;
  }

  String host() {
    return host;
  }

  Ports ports() {
    return ports;
  }

  DatagramPorts datagramPorts() {
    return datagramPorts;
  }

  /// As on a real host, one whose input is always there lets others have their turn.
  Budget budget() {
    return budget;
  }
}
