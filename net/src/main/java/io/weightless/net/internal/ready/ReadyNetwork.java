package io.weightless.net.internal.ready;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.net.internal.Addresses;
import io.weightless.net.internal.Failures;
import io.weightless.net.internal.Names;
import io.weightless.net.internal.Shared;
import io.weightless.net.internal.linux.Pipes;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The TCP of one reactor.
///
/// To listen on a host's name holds the loop until the system's resolver has answered; to connect
/// to one, or a literal address, never does.
public final class ReadyNetwork implements Network, AutoCloseable {
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
    try {
      InetSocketAddress wanted =
          new InetSocketAddress(Addresses.resolve(address)[0], address.port());
      if (first) {
        sockets.checkVacant(wanted);
      }
      Socket.Listening socket = sockets.listen(wanted, isShared);
      return new ReadyListener(this, socket, new Address(address.host(), socket.local().getPort()));
    } catch (IOException e) {
      throw Failures.named("listen on " + address, e);
    }
  }

  @Override
  public Stream connect(Address address) throws IOException {
    reactor.checkOwner();
    Suspension.checkpoint();
    try {
      return new Dialing(this::connectTo).any(names.find(address));
    } catch (IOException e) {
      throw Failures.named("connect " + address, e);
    }
  }

  private Stream connectTo(InetSocketAddress remote) throws IOException {
    Connecting connecting = new Connecting(this, sockets.connect(remote));
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
