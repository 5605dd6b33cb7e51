package io.weightless.net.internal.memory;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.net.TcpOptions;
import io.weightless.net.internal.Resource;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Accepts the connections to one place.
///
/// 1. Nobody waits to be accepted while somebody waits to accept.
/// 2. Nobody waits for room in the backlog while there is some.
final class MemListener extends Resource implements Listener {
  private final MemNetwork network;
  private final Address address;
  private final ArrayDeque<MemStream> backlog = new ArrayDeque<>();
  private final ArrayDeque<Suspension<@Nullable MemStream>> accepting = new ArrayDeque<>();

  /// They are given their own ends; null when nobody listens any more.
  private final ArrayDeque<Suspension<@Nullable MemStream>> connecting = new ArrayDeque<>();

  private boolean isClosed;

  MemListener(MemNetwork network, Address address) {
    this.network = network;
    this.address = address;
    network.shared.resources.add(this);
  }

  /// Waits while the backlog is full.
  Stream connect() throws IOException {
    if (backlog.size() < address.options().backlog()) {
      return pair();
    }
    Suspension<@Nullable MemStream> wait = new Suspension<>("room in the backlog of " + address);
    connecting.add(wait);
    MemStream near = wait.await(() -> connecting.remove(wait));
    if (near == null) {
      throw refused();
    }
    return near;
  }

  static IOException refused() {
    return new ConnectException("Connection refused");
  }

  private MemStream pair() {
    Address name = address.with(TcpOptions.DEFAULTS);
    MemStream near = new MemStream(network, name);
    MemStream far = new MemStream(network, name);
    near.join(far);
    far.join(near);
    if (accepting.isEmpty()) {
      backlog.add(far);
    } else {
      accepting.remove().resume(far);
    }
    return near;
  }

  @Override
  public Stream accept() throws IOException {
    network.checkOwner();
    Suspension.checkpoint();
    network.shared.budget.claim();
    checkOpen();
    MemStream next = backlog.poll();
    if (next == null) {
      return awaitNext();
    }
    network.shared.budget.spend(0);
    if (!connecting.isEmpty()) {
      connecting.remove().resume(pair());
    }
    return next;
  }

  private void checkOpen() throws ClosedException {
    if (isClosed) {
      throw new ClosedException(describe() + " is closed");
    }
  }

  private Stream awaitNext() throws ClosedException {
    Suspension<@Nullable MemStream> wait = new Suspension<>(this);
    accepting.add(wait);
    network.shared.budget.renew();
    MemStream next = wait.await(() -> accepting.remove(wait));
    if (next == null) {
      throw new ClosedException(describe() + " is closed");
    }
    return next;
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public void close() {
    network.checkOwner();
    if (!isClosed) {
      isClosed = true;
      network.shared.resources.remove(this);
      network.remove(this);
      backlog.forEach(MemStream::reset);
      backlog.clear();
      for (Suspension<@Nullable MemStream> wait : accepting) {
        wait.resume(null);
      }
      accepting.clear();
      for (Suspension<@Nullable MemStream> wait : connecting) {
        wait.resume(null);
      }
      connecting.clear();
    }
  }

  @Override
  protected String describe() {
    return "the listener on " + address;
  }
}
