package io.weightless.simulation;

import io.weightless.inspect.SeenStream;
import io.weightless.net.Address;
import io.weightless.net.internal.Budget;
import io.weightless.net.internal.Ciphered;
import io.weightless.net.internal.memory.Lender;
import io.weightless.net.internal.memory.MemoryStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One end of a wire, as the tasks of its host see it.
final class WireEnd extends MemoryStream implements Ciphered {
  private final Wire wire;
  private final HostNetwork home;
  private final long id;
  private WireEnd peer = this; // until it joins the other one
  private @Nullable Direction direction;

  /// Its system does not know of the connection any more: it has crashed, reset it, or was told.
  private boolean isGone;

  WireEnd(Wire wire, Wire.Place place, Address remote) {
    super(place.address(), remote, place.network().fabric().conditions().windowBytes());
    this.wire = wire;
    home = place.network();
    id = home.nextId();
    home.add(this);
  }

  void join(WireEnd other) {
    peer = other;
    direction = new Direction(home.fabric(), wire, this, other);
  }

  private Direction direction() {
    return Objects.requireNonNull(direction);
  }

  @Override
  protected void checkOwner() {
    home.checkOwner();
  }

  @Override
  protected Budget budget() {
    return home.budget();
  }

  @Override
  protected Lender lender() {
    return home.fabric().lending();
  }

  @Override
  protected int lends(int length) {
    boolean isShort = length > 1 && home.fabric().world().strikes(Fault.SHORT_READ);
    return isShort ? home.fabric().random().nextInt(1, length) : length;
  }

  /// What it does not take at once it takes a little later.
  @Override
  protected int takes(int bytes) {
    Fabric fabric = home.fabric();
    if (bytes <= 1 || !fabric.world().strikes(Fault.SHORT_WRITE)) {
      return bytes;
    }
    int fewer = fabric.random().nextInt(1, bytes);
    fabric.world().deliver(host(), fabric.delay(), this::tryAgain);
    return fewer;
  }

  @Override
  protected void send(ByteBuffer bytes) {
    direction().send(bytes);
  }

  @Override
  protected void sendEnd() {
    direction().sendEnd();
  }

  /// Tells the writer at the other end that so many of its bytes were read.
  @Override
  protected void haveRead(int bytes) {
    peer.direction().acknowledge(bytes);
  }

  @Override
  protected void closed(boolean isReset) {
    home.ports().giveBack(local().port());
    if (isReset) {
      tellReset();
    } else {
      shutOutput();
    }
    wire.settle();
  }

  private void tellReset() {
    if (!isGone) {
      isGone = true;
      wire.sendReset(this);
    }
  }

  /// Its host goes down. Whoever waits here is not told: he goes down with it.
  void crash() {
    crashed();
    tellReset();
    wire.settle();
  }

  /// Nothing has got through for too long.
  void giveUp() {
    if (!isGone) {
      breakUp("Connection timed out");
      wire.sendReset(this);
    }
  }

  /// There is no connection any more: its host was told, or has found out.
  void breakUp(String reason) {
    if (!isGone) {
      isGone = true;
      breakUpHalves(reason);
      wire.settle();
    }
  }

  /// A system that knows of no reader answers bytes with a reset.
  void arrive(ByteBuffer bytes) {
    if (isClosed()) {
      tellReset();
      wire.settle();
    } else if (!isGone) {
      home.fabric().world().arrived(host(), wire.traced(bytes));
      arrived(bytes);
    }
  }

  @Override
  public void becomeCiphered() {
    wire.becomeCiphered();
  }

  void endArrives() {
    if (!isOver()) {
      inputEnds();
    }
  }

  void acknowledged(int bytes) {
    wereRead(bytes);
  }

  /// For good, at both ends.
  void forget() {
    home.remove(this);
  }

  SeenStream seen() {
    return new SeenStream(id, describe(), bytesIn(), bytesOut());
  }

  boolean isOpen() {
    return !isClosed();
  }

  boolean isGone() {
    return isGone;
  }

  /// Whether nothing that comes from the other end matters any more.
  boolean isOver() {
    return isClosed() || isGone;
  }

  /// Whether its system would send again what did not arrive.
  boolean isSending() {
    return !isGone && !home.isDown();
  }

  WireEnd peer() {
    return peer;
  }

  String host() {
    return home.host();
  }
}
