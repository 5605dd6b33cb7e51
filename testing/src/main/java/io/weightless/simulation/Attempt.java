package io.weightless.simulation;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.Stream;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A connection on its way: the caller knocks, again and again at longer and longer intervals,
/// until the other host answers. Knocks and answers may be lost.
final class Attempt {
  /// The time between the first two knocks; then twice as long each time, as Linux does.
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /// First of all, for it may refuse.
  private final Suspension<WireEnd> wait = new Suspension<>(this);

  private final HostNetwork home;
  private final Fabric fabric;

  /// The name of the other host.
  private final String there;

  private final Address local;
  private final Address remote;
  private Duration waited = Duration.ZERO;
  private Duration pause = FIRST_PAUSE;

  /// Since the other host has let it in.
  private @Nullable Wire wire;

  private boolean isOver;

  /// @param local with a port that was taken for it
  Attempt(HostNetwork home, Address local, String there, Address remote) {
    this.home = home;
    this.fabric = home.fabric();
    this.there = there;
    this.remote = remote;
    this.local = local;
  }

  /// Waits until it is connected.
  Stream await() throws IOException {
    home.add(this);
    if (fabric.host(there) == null) {
      fabric.world().deliver(home.host(), fabric.delay(), () -> fail(HostNetwork.unknownHost()));
    } else {
      knock();
    }
    return wait.await(() -> {
      abandon();
      return true;
    });
  }

  private void knock() {
    if (isOver) {
      return;
    }
    Duration left = fabric.conditions().connectTimeout().minus(waited);
    if (!left.isPositive()) {
      fail(new IOException("Connection timed out"));
      return;
    }
    if (!fabric.world().strikes(Fault.STALLED)) {
      send();
    }
    Duration now = pause.compareTo(left) < 0 ? pause : left;
    waited = waited.plus(now);
    pause = pause.multipliedBy(2);
    fabric.world().deliver(home.host(), now, this::knock);
  }

  private void send() {
    HostNetwork other = fabric.host(there);
    if (other == null || other.isDown()) {
      refuse(); // the machine answers, though nothing runs on it
    } else {
      fabric.send(home.host(), there, fabric.delay(), this::arrive, Attempt::lose);
    }
  }

  /// At the other host.
  private void arrive() {
    HostNetwork other = fabric.host(there);
    if (isOver || other == null) {
      return;
    }
    if (wire == null) {
      WireListener listener = find(other);
      if (listener == null || fabric.world().strikes(Fault.REFUSED)) {
        refuse();
        return;
      }
      if (listener.isFull()) {
        return; // it knocks again
      }
      wire = new Wire(fabric, new Wire.Place(home, local), new Wire.Place(other, remote));
      listener.add(wire.server());
    }
    answer(this::succeed);
  }

  private @Nullable WireListener find(HostNetwork other) {
    return other.ports().find(HostNetwork.nameOf(remote), remote.port(), fabric.random());
  }

  private void refuse() {
    answer(() -> fail(new IOException("Connection refused")));
  }

  private void answer(Runnable landing) {
    fabric.send(there, home.host(), fabric.delay(), landing, Attempt::lose);
  }

  /// What a partition stops is not held back: the next knock takes its place.
  private static void lose() {}

  private void succeed() {
    if (!isOver && wire != null) {
      end();
      wait.resume(wire.client());
    }
  }

  private void fail(IOException reason) {
    if (!isOver) {
      abandon();
      wait.fail(reason);
    }
  }

  /// There is no connection, whatever is on its way.
  void abandon() {
    end();
    if (wire == null) {
      home.ports().giveBack(local.port());
    } else {
      wire.client().abandon();
    }
  }

  private void end() {
    isOver = true;
    home.remove(this);
  }

  @Override
  public String toString() {
    return "a connection to " + remote;
  }
}
