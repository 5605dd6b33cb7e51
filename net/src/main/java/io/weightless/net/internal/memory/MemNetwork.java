package io.weightless.net.internal.memory;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.Datagrams;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Scheme;
import io.weightless.net.Stream;
import io.weightless.net.internal.Breakage;
import io.weightless.net.internal.ConnectTimeout;
import io.weightless.net.internal.Shared;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A network that knows what `mem:` means, over one that does not: every reactor has one. The
/// places are those of its reactor only.
final class MemNetwork implements Network {
  final Shared shared = new Shared();
  private final Network below;

  /// By their names.
  private final Map<String, MemListener> places = new HashMap<>();

  /// That of the first use, which no other follows.
  private @Nullable Reactor reactor;

  MemNetwork(Network below) {
    this.below = below;
  }

  @Override
  public Listener listen(Address address) throws IOException {
    return address.scheme() == Scheme.MEM ? place(address) : below.listen(address);
  }

  @Override
  public Listener listenShared(Address address) throws IOException {
    checkMayShare(address);
    return below.listenShared(address);
  }

  @Override
  public Listener listenBeside(Address address) throws IOException {
    checkMayShare(address);
    return below.listenBeside(address);
  }

  private static void checkMayShare(Address address) {
    if (address.scheme() == Scheme.MEM) {
      throw new UnsupportedOperationException("only one can listen on a place: " + address);
    }
  }

  private Listener place(Address address) throws IOException {
    checkOwner();
    if (places.containsKey(address.host())) {
      IOException taken = new IOException("Address already in use");
      throw Breakage.of("listen on " + address, address, taken);
    }
    MemListener listener = new MemListener(this, address);
    places.put(address.host(), listener);
    return listener;
  }

  /// There is no such place any more.
  void remove(MemListener listener) {
    places.remove(listener.address().host());
  }

  @Override
  public Stream connect(Address address) throws IOException {
    if (address.scheme() != Scheme.MEM) {
      return below.connect(address);
    }
    checkOwner();
    Suspension.checkpoint();
    try {
      return new ConnectTimeout(address.options().timeout()).keep(() -> dial(address));
    } catch (IOException e) {
      throw Breakage.of("connect " + address, address, e);
    }
  }

  private Stream dial(Address address) throws IOException {
    MemListener listener = places.get(address.host());
    if (listener == null) {
      throw MemListener.refused();
    }
    return listener.connect();
  }

  @Override
  public Datagrams datagrams(Address local) throws IOException {
    return below.datagrams(local);
  }

  @Override
  public Datagrams datagramsTo(Address remote) throws IOException {
    return below.datagramsTo(remote);
  }

  /// What is open when the reactor is closed, is closed and told.
  void checkOwner() {
    if (reactor == null) {
      Reactor first = Reactor.current();
      first.attach(MemNetwork.class, this, shared::closeAll);
      reactor = first;
    }
    reactor.checkOwner();
  }
}
