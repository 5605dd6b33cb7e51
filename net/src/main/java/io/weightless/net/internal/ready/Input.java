package io.weightless.net.internal.ready;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.BusyException;
import io.weightless.net.internal.Breakage;
import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.Shared;
import io.weightless.net.internal.linux.Pipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The reading half of a stream.
///
/// While a read waits, nothing is lent: an idle connection holds no buffer.
final class Input {
  private final ReadyStream stream;
  private final Shared shared;
  private final Connection connection;
  private @Nullable ByteBuffer lent;
  private long received;

  /// To whom; only its own close gives the buffer back, for another task can't know what it is at.
  private @Nullable Thread reader;

  /// What a transfer that failed has left.
  private @Nullable ByteBuffer kept;

  /// The same, while it is lent: no buffer of the connection's.
  private @Nullable ByteBuffer keptAndLent;

  /// Whether a task is in [#read] or a transfer, at most one.
  private boolean busy;

  /// Set while that one waits.
  private @Nullable Suspension<@Nullable Void> wait;

  /// Whether to read before waiting: at first, when there may be more, and when something came
  /// while nobody waited.
  private boolean mayBeReady = true;

  /// What the last read got, when that was the end.
  private @Nullable ByteBuffer end;

  Input(ReadyStream stream, Connection connection) {
    this.stream = stream;
    shared = stream.shared;
    this.connection = connection;
  }

  ByteBuffer read() throws IOException {
    claim();
    try {
      return readOn();
    } finally {
      busy = false;
    }
  }

  private void claim() throws BusyException {
    if (busy) {
      throw new BusyException("another task reads from " + stream.remote());
    }
    busy = true;
  }

  /// What a read that still waits will lend is not meant.
  void release() {
    if (!busy) {
      giveBack();
    }
  }

  /// By who has claimed this.
  ByteBuffer readOn() throws IOException {
    giveBack();
    shared.budget.claim();
    return next();
  }

  /// As a read, until [#stopMoving].
  void startMoving() throws BusyException {
    claim();
    giveBack();
  }

  void stopMoving() {
    connection.stopMoving();
    giveBack();
    busy = false;
  }

  /// What was received without being asked for before that came to an end, an empty one at the end
  /// of the input; null when there is nothing any more, so that all else can be moved.
  @Nullable ByteBuffer receivedBeforeMoving() throws IOException {
    if (kept != null || end != null || !connection.startMoving()) {
      return readOn();
    }
    giveBack();
    shared.budget.claim();
    return null;
  }

  void awaitReadyToMove() throws IOException {
    if (!mayBeReady) {
      awaitReady();
    }
  }

  /// @return 0 when there is nothing now, -1 at the end
  int moveInto(Pipe pipe, int most) throws IOException {
    stream.checkOpen();
    try {
      int moved = connection.moveInto(pipe, most);
      mayBeReady = moved > 0;
      received += Math.max(0, moved);
      if (moved < 0) {
        end = BufferPool.END;
        connection.wantNoMore(Socket.INPUT);
      }
      return moved;
    } catch (IOException e) {
      throw Breakage.of("read from " + stream.remote(), stream.remote(), e);
    }
  }

  /// The next descriptor that is passed; [Connection#END] at the end.
  int receivePassed() throws IOException {
    startMoving();
    try {
      ByteBuffer before = receivedBeforeMoving();
      if (before != null) {
        return endOrLost(before);
      }
      int received = Connection.NOTHING;
      while (received == Connection.NOTHING) {
        awaitReadyToMove();
        received = receivePassedNow();
      }
      return received;
    } finally {
      connection.wantNoMore(Socket.INPUT); // or the next ones would be received as bytes
      stopMoving();
    }
  }

  private int endOrLost(ByteBuffer before) throws IOException {
    if (!before.hasRemaining()) {
      return Connection.END;
    }
    keep(before);
    throw new IOException("bytes came before from " + stream.remote() + " that nobody has read");
  }

  private int receivePassedNow() throws IOException {
    stream.checkOpen();
    try {
      int received = connection.receivePassed();
      mayBeReady = received >= 0;
      if (received == Connection.END) {
        end = BufferPool.END;
      }
      return received;
    } catch (IOException e) {
      throw Breakage.of("receive from " + stream.remote(), stream.remote(), e);
    }
  }

  /// What is left in `part`, which was read and nobody has taken, is given by the next read.
  void keep(ByteBuffer part) {
    if (part.hasRemaining()) {
      kept = ByteBuffer.allocate(part.remaining()).put(part).flip();
    }
  }

  private ByteBuffer next() throws IOException {
    ByteBuffer first = kept;
    if (first != null) {
      kept = null;
      keptAndLent = first;
      reader = Thread.currentThread();
      return first;
    }
    while (end == null) {
      if (!mayBeReady) {
        awaitReady();
      }
      stream.checkOpen();
      ByteBuffer received = receive();
      if (received != null && received.hasRemaining()) {
        return lend(received);
      }
      if (received != null) {
        end = received;
        connection.wantNoMore(Socket.INPUT); // or it would be ready for ever
      }
    }
    shared.budget.spend(0);
    return end;
  }

  private ByteBuffer lend(ByteBuffer some) {
    received += some.remaining();
    shared.counters.received += some.remaining();
    shared.budget.spend(some.remaining());
    lent = some;
    reader = Thread.currentThread();
    return some;
  }

  /// How many bytes came, since the stream was opened.
  long received() {
    return received;
  }

  private @Nullable ByteBuffer receive() throws IOException {
    try {
      ByteBuffer received = connection.receive();
      mayBeReady = connection.mayHaveMore();
      return received;
    } catch (IOException e) {
      throw Breakage.of("read from " + stream.remote(), stream.remote(), e);
    }
  }

  private void awaitReady() throws IOException {
    Suspension<@Nullable Void> ready = new Suspension<>(this);
    connection.want(Socket.INPUT);
    wait = ready;
    shared.budget.renew();
    try {
      ready.await(ReadyStream.AT_ONCE);
    } finally {
      wait = null;
    }
  }

  /// The loop says that a read would not wait. Who waits may just have been cancelled, so this is
  /// kept for the next one.
  void ready() {
    mayBeReady = true;
    if (wait == null) {
      connection.wantNoMore(Socket.INPUT);
    } else {
      wait.resume(null);
    }
  }

  /// The stream is closed now: who waits looks again, and sees it.
  void close() {
    if (reader == Thread.currentThread()) {
      giveBack();
    } else if (lent != null) {
      connection.leave(lent);
      lent = null;
    }
    keptAndLent = null; // or another task's, with whom it stays
    if (wait != null) {
      wait.resume(null);
    }
  }

  @Override
  public String toString() {
    return "input from " + stream.remote();
  }

  private void giveBack() {
    if (lent != null) {
      connection.giveBack(lent);
      lent = null;
    }
    if (keptAndLent != null) {
      keptAndLent.limit(0);
      keptAndLent = null;
    }
  }
}
