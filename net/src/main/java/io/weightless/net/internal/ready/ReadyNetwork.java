package io.weightless.net.internal.ready;

import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.Datagrams;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Scheme;
import io.weightless.net.Stream;
import io.weightless.net.TcpOptions;
import io.weightless.net.internal.Addresses;
import io.weightless.net.internal.Breakage;
import io.weightless.net.internal.ConnectTimeout;
import io.weightless.net.internal.Failures;
import io.weightless.net.internal.Names;
import io.weightless.net.internal.Shared;
import io.weightless.net.internal.linux.Pipes;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Task;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The sockets of one reactor.
///
/// To listen on a host's name from outside a task holds the loop until the system's resolver has
/// answered; nothing else does.
public final class ReadyNetwork implements Network {
  /// How long to wait before trying again, when the backlog of a Unix socket is full.
  private static final Duration PAUSE = Duration.ofMillis(10);

  final Shared shared;
  final Gather gather;

  /// Null where bytes can be moved by this process only.
  final @Nullable Pipes pipes;

  private final Reactor reactor;
  private final Socket.Source sockets;
  private final DatagramSocket.Source datagramSockets;
  private final Names names;

  public ReadyNetwork(
      Reactor reactor, Shared shared, Socket.Source sockets, @Nullable Pipes pipes) {
    this.pipes = pipes;
    this.reactor = reactor;
    this.shared = shared;
    this.sockets = sockets;
    datagramSockets = sockets.datagrams(shared.pool);
    names = new Names(reactor);
    gather = new Gather(shared.counters);
  }

  Reactor reactor() {
    return reactor;
  }

  @Override
  public Listener listen(Address address) throws IOException {
    return listen(address, false, false);
  }

  @Override
  public Listener listenShared(Address address) throws IOException {
    return listen(address, true, address.port() != 0);
  }

  @Override
  public Listener listenBeside(Address address) throws IOException {
    return listen(address, true, false);
  }

  /// @param first whether nobody may listen there yet: one that shares would join whoever does
  private Listener listen(Address address, boolean isShared, boolean first) throws IOException {
    reactor.checkOwner();
    TcpOptions options = address.options();
    try {
      if (address.scheme() == Scheme.SYSTEMD || address.scheme() == Scheme.FD) {
        return adopt(address);
      }
      if (address.scheme() == Scheme.UNIX) {
        return listenUnix(address, isShared);
      }
      if (address.scheme() != Scheme.TCP) {
        throw new IOException("nobody can listen for streams there");
      }
      InetSocketAddress wanted = firstPlace(address);
      if (first) {
        sockets.checkVacant(wanted, options);
      }
      Socket.Listening socket = sockets.listen(wanted, options, isShared);
      Address place = new Address(address.host(), Addresses.of(socket.local()).port());
      return new ReadyListener(this, socket, place.with(options), null);
    } catch (IOException e) {
      throw Breakage.of("listen on " + address, address, e);
    }
  }

  private Listener adopt(Address address) throws IOException {
    Socket.Listening socket = sockets.adopt(address);
    Address place = Addresses.of(socket.local());
    return new ReadyListener(this, socket, place.with(address.options()), null);
  }

  private Listener listenUnix(Address address, boolean isShared) throws IOException {
    if (isShared) {
      throw new UnsupportedOperationException("only one can listen on a Unix socket: " + address);
    }
    UnixDomainSocketAddress wanted = Addresses.unix(address);
    SocketFile file = SocketFile.at(wanted);
    Socket.Listening socket = openAgain(() -> sockets.listen(wanted, address.options(), false));
    if (file != null) {
      file.made();
    }
    return new ReadyListener(this, socket, address, file);
  }

  /// A stream or a listener that another process has passed.
  AutoCloseable passed(int descriptor) throws IOException {
    Socket socket = sockets.passed(descriptor);
    try {
      return socket instanceof Connection connection
          ? new ReadyStream(this, connection)
          : new ReadyListener(this, (Socket.Listening) socket, Addresses.of(socket.local()), null);
    } catch (Throwable e) {
      Failures.closeQuietly(socket);
      throw e;
    }
  }

  private InetSocketAddress firstPlace(Address address) throws IOException {
    boolean mayWait = Strand.currentOrNull() != null;
    return (mayWait ? names.find(address) : Names.findAtOnce(address)).getFirst();
  }

  @Override
  public Stream connect(Address address) throws IOException {
    reactor.checkOwner();
    Suspension.checkpoint();
    try {
      return new ConnectTimeout(address.options().timeout()).keep(() -> dial(address));
    } catch (IOException e) {
      throw Breakage.of("connect " + address, address, e);
    }
  }

  private Stream dial(Address address) throws IOException {
    TcpOptions options = address.options();
    if (address.scheme() == Scheme.UNIX) {
      return connectTo(Addresses.unix(address), options);
    }
    if (address.scheme() != Scheme.TCP) {
      boolean isUdp = address.scheme() == Scheme.UDP;
      throw new IOException(isUdp ? "no stream leads there" : "it is to listen on only");
    }
    List<InetSocketAddress> remotes = reachable(names.find(address), options.from());
    return new Dialing(remote -> connectTo(remote, options)).any(remotes);
  }

  private static List<InetSocketAddress> reachable(
      List<InetSocketAddress> remotes, @Nullable InetAddress from) throws IOException {
    if (from == null) {
      return remotes;
    }
    List<InetSocketAddress> same =
        remotes.stream()
            .filter(remote -> remote.getAddress().getClass() == from.getClass())
            .toList();
    if (same.isEmpty()) {
      throw new NoRouteToHostException(
          "it has no address of the family of " + from.getHostAddress());
    }
    return same;
  }

  private Stream connectTo(SocketAddress remote, TcpOptions options) throws IOException {
    Connection connection = sockets.connect(remote, options);
    while (connection == null) {
      Task.sleep(PAUSE);
      connection = sockets.connect(remote, options);
    }
    Connecting connecting = new Connecting(this, connection);
    try {
      return connecting.await();
    } catch (Throwable e) {
      connecting.close();
      throw e;
    }
  }

  @Override
  public Datagrams datagrams(Address local) throws IOException {
    reactor.checkOwner();
    try {
      return switch (local.scheme()) {
        case UDP -> openUdp(local);
        case UNIX -> openUnix(local);
        default -> throw new IOException("nobody can send datagrams from there");
      };
    } catch (IOException e) {
      throw Breakage.of("send and receive at " + local, local, e);
    }
  }

  @Override
  public Datagrams datagramsTo(Address remote) throws IOException {
    reactor.checkOwner();
    Suspension.checkpoint();
    try {
      return switch (remote.scheme()) {
        case UDP -> firstOf(reachable(names.find(remote), remote.options().from()), remote);
        case UNIX ->
            open(datagramSockets.connectUnix(Addresses.unix(remote), remote), plain(remote), null);
        default -> throw new IOException("no datagrams lead there");
      };
    } catch (IOException e) {
      throw Breakage.of("send to " + remote, remote, e);
    }
  }

  private Datagrams openUdp(Address local) throws IOException {
    InetSocketAddress wanted = firstPlace(local);
    return open(openAgain(() -> datagramSockets.bind(wanted, local)), null, null);
  }

  private interface Opening<T> {
    T open() throws IOException;
  }

  /// What was closed in this turn may have its port or name until the loop has looked.
  private static <T> T openAgain(Opening<T> opening) throws IOException {
    try {
      return opening.open();
    } catch (IOException e) {
      if (Strand.currentOrNull() == null || !Breakage.isInUse(e)) {
        throw e;
      }
      Task.sleep(Duration.ZERO);
      return opening.open();
    }
  }

  /// What leads to the first that there is a way to.
  private Datagrams firstOf(List<InetSocketAddress> places, Address remote) throws IOException {
    IOException failed = null;
    for (InetSocketAddress place : places) {
      try {
        DatagramSocket socket = datagramSockets.connect(place, remote);
        return open(socket, Addresses.of(Scheme.UDP, place), null);
      } catch (IOException e) {
        failed = failed == null ? e : failed;
      }
    }
    throw Objects.requireNonNull(failed);
  }

  private Datagrams openUnix(Address local) throws IOException {
    UnixDomainSocketAddress wanted = Addresses.unix(local);
    SocketFile file = SocketFile.at(wanted);
    DatagramSocket socket = openAgain(() -> datagramSockets.bindUnix(wanted, local));
    if (file != null) {
      file.made();
    }
    return open(socket, null, file);
  }

  private static Address plain(Address address) {
    return address.with(TcpOptions.DEFAULTS);
  }

  private Datagrams open(DatagramSocket socket, @Nullable Address remote, @Nullable SocketFile file)
      throws IOException {
    try {
      return new ReadyDatagrams(this, socket, socket.local(), remote, file);
    } catch (IOException e) {
      Failures.closeQuietly(socket);
      throw e;
    }
  }
}
