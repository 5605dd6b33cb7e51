package io.weightless.net.internal.ready;

import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Scheme;
import io.weightless.net.Stream;
import io.weightless.net.TcpOptions;
import io.weightless.net.internal.Addresses;
import io.weightless.net.internal.Breakage;
import io.weightless.net.internal.ConnectTimeout;
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
import org.jspecify.annotations.Nullable;

/// TCP and Unix sockets of one reactor.
///
/// To listen on a host's name from outside a task holds the loop until the system's resolver has
/// answered; nothing else does.
public final class ReadyNetwork implements Network, AutoCloseable {
  /// How long to wait before trying again, when the backlog of a Unix socket is full.
  private static final Duration PAUSE = Duration.ofMillis(10);

  final Shared shared;
  final Gather gather;

  /// Null where bytes can be moved by this process only.
  final @Nullable Pipes pipes;

  private final Reactor reactor;
  private final Socket.Source sockets;
  private final Names names = new Names();

  public ReadyNetwork(
      Reactor reactor, Shared shared, Socket.Source sockets, @Nullable Pipes pipes) {
    this.pipes = pipes;
    this.reactor = reactor;
    this.shared = shared;
    this.sockets = sockets;
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
    Socket.Listening socket = sockets.listen(wanted, address.options(), false);
    if (file != null) {
      file.made();
    }
    return new ReadyListener(this, socket, address, file);
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
      throw new IOException("no stream leads there");
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

  /// At the end of the reactor.
  @Override
  public void close() {
    names.close();
  }
}
