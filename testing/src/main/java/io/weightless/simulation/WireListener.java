package io.weightless.simulation;

import io.weightless.engine.internal.Suspension;
import io.weightless.inspect.SeenStream;
import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Accepts the ends of wires that come to one port of a host.
final class WireListener implements Listener {
  private final long id;
  private final HostNetwork home;
  private final Address address;

  /// By which of its host's names it is reached.
  private final String name;

  private final boolean isShared;
  private final int backlog;

  // At most one of these has anything in it.
  private final ArrayDeque<WireEnd> coming = new ArrayDeque<>();
  private final ArrayDeque<Suspension<@Nullable WireEnd>> waiting = new ArrayDeque<>();
  private boolean isClosed;

  WireListener(HostNetwork home, Address address, String name, boolean isShared, int backlog) {
    this.home = home;
    id = home.nextId();
    this.address = address;
    this.name = name;
    this.isShared = isShared;
    this.backlog = backlog;
  }

  @Override
  public Stream accept() throws ClosedException {
    home.checkOwner();
    Suspension.checkpoint();
    if (isClosed || home.isDown()) {
      throw new ClosedException(describe() + " is closed");
    }
    return coming.isEmpty() ? awaitNext() : coming.remove();
  }

  private WireEnd awaitNext() throws ClosedException {
    Suspension<@Nullable WireEnd> wait = new Suspension<>(this);
    waiting.add(wait);
    WireEnd end = wait.await(() -> waiting.remove(wait));
    if (end == null) {
      throw new ClosedException(describe() + " is closed");
    }
    return end;
  }

  /// Whether no more may come until one is accepted.
  boolean isFull() {
    return coming.size() >= backlog;
  }

  void add(WireEnd end) {
    if (waiting.isEmpty()) {
      coming.add(end);
    } else {
      waiting.remove().resume(end);
    }
  }

  @Override
  public Address address() {
    return address;
  }

  boolean isShared() {
    return isShared;
  }

  boolean isAt(String asked, int port) {
    return name.equals(asked) && address.port() == port;
  }

  /// Whether something could come to both this one and one that is at `asked` and `port`.
  boolean overlaps(String asked, int port) {
    return isAt(asked, port)
        || isAt(HostNetwork.ANY, port)
        || (asked.equals(HostNetwork.ANY) && address.port() == port);
  }

  @Override
  public void close() {
    home.checkOwner();
    if (!isClosed && !home.isDown()) {
      isClosed = true;
      home.ports().remove(this);
      coming.forEach(WireEnd::reset);
      coming.clear();
      for (Suspension<@Nullable WireEnd> wait : waiting) {
        wait.resume(null);
      }
      waiting.clear();
    }
  }

  SeenStream seen() {
    return new SeenStream(id, describe(), 0, 0);
  }

  String describe() {
    return "the listener on " + address;
  }

  @Override
  public String toString() {
    return "Listener[" + address + "]";
  }
}
