package io.weightless.simulation;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.FileSource;
import io.weightless.net.Sink;
import io.weightless.net.Stream;
import io.weightless.net.internal.Budget;
import io.weightless.net.internal.Ciphered;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One end of a wire, as the tasks of its host see it.
final class WireEnd implements Stream, Ciphered {
  private final Wire wire;
  private final HostNetwork home;
  private final Address local;
  private final Address remote;
  private final Input input;
  private final Output output;
  private WireEnd peer = this; // until it joins the other one

  private boolean isClosed;

  /// Its system does not know of the connection any more: it has crashed, reset it, or was told.
  private boolean isGone;

  WireEnd(Wire wire, Wire.Place place, Address remote) {
    this.wire = wire;
    home = place.network();
    local = place.address();
    this.remote = remote;
    input = new Input(this, home.fabric());
    output = new Output(this, home.fabric());
    home.add(this);
  }

  void join(WireEnd other) {
    peer = other;
    output.join(new Direction(home.fabric(), wire, this, other));
  }

  @Override
  public ByteBuffer read() throws IOException {
    enter();
    return input.read();
  }

  @Override
  public void release() {
    home.checkOwner();
    input.release();
  }

  @Override
  public void write(ByteBuffer... sources) throws IOException {
    enter();
    output.write(sources);
  }

  @Override
  public long transferTo(Sink target) throws IOException {
    enter();
    return input.transfer(target);
  }

  @Override
  public void transferFrom(FileSource file, long position, long count) throws IOException {
    enter();
    output.transfer(file, position, count);
  }

  @Override
  public long written() {
    return output.written();
  }

  private void enter() throws ClosedException {
    home.checkOwner();
    Suspension.checkpoint();
    checkOpen();
  }

  void checkOpen() throws ClosedException {
    if (isClosed) {
      throw new ClosedException(describe() + " is closed");
    }
  }

  @Override
  public void closeOutput() throws ClosedException {
    home.checkOwner();
    checkOpen();
    output.shutDown();
  }

  @Override
  public void close() {
    home.checkOwner();
    if (!isClosed) {
      boolean isUnread = input.hasUnread();
      end();
      if (isUnread) {
        tellReset();
      } else {
        output.shutDown();
      }
      wire.settle();
    }
  }

  @Override
  public void reset() {
    home.checkOwner();
    if (!isClosed) {
      abandon();
    }
  }

  /// Closes it with a reset.
  void abandon() {
    end();
    tellReset();
    wire.settle();
  }

  private void end() {
    isClosed = true;
    home.ports().giveBack(local.port());
    input.close();
    output.close();
  }

  private void tellReset() {
    if (!isGone) {
      isGone = true;
      wire.sendReset(this);
    }
  }

  /// Its host goes down. Whoever waits here is not told: he goes down with it.
  void crash() {
    isClosed = true;
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
      input.breakUp(reason);
      output.breakUp(reason);
      wire.settle();
    }
  }

  /// A system that knows of no reader answers bytes with a reset.
  void arrive(ByteBuffer bytes) {
    if (isClosed) {
      tellReset();
      wire.settle();
    } else if (!isGone) {
      home.fabric().world().arrived(host(), wire.traced(bytes));
      input.arrive(bytes);
    }
  }

  @Override
  public void becomeCiphered() {
    wire.becomeCiphered();
  }

  void endArrives() {
    if (!isOver()) {
      input.end();
    }
  }

  void acknowledged(int bytes) {
    output.acknowledged(bytes);
  }

  /// Tells the writer at the other end that so many of its bytes were read.
  void haveRead(int bytes) {
    peer.output.direction().acknowledge(bytes);
  }

  /// For good, at both ends.
  void forget() {
    home.remove(this);
  }

  boolean isOpen() {
    return !isClosed;
  }

  boolean isGone() {
    return isGone;
  }

  /// Whether nothing that comes from the other end matters any more.
  boolean isOver() {
    return isClosed || isGone;
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

  Budget budget() {
    return home.budget();
  }

  @Override
  public Address local() {
    return local;
  }

  @Override
  public Address remote() {
    return remote;
  }

  String describe() {
    return "the stream from " + local + " to " + remote;
  }

  @Override
  public String toString() {
    return "Stream[" + local + " to " + remote + "]";
  }
}
