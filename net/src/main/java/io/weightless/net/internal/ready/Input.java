package io.weightless.net.internal.ready;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.BusyException;
import io.weightless.net.internal.Failures;
import io.weightless.net.internal.Shared;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The reading half of a stream.
///
/// While a read waits, nothing is lent: an idle connection holds no buffer.
final class Input {
  private static final ByteBuffer END = ByteBuffer.allocate(0);

  private final ReadyStream stream;
  private final Shared shared;
  private final Connection connection;
  private @Nullable ByteBuffer lent;

  /// To whom; only its own close gives the buffer back, for another task can't know what it is at.
  private @Nullable Thread reader;

  /// Whether a task is in [#read], at most one.
  private boolean busy;

  /// Set while that one waits.
  private @Nullable Suspension<@Nullable Void> wait;

  /// Whether to read before waiting: at first, when the last read filled its buffer, and when
  /// something came while nobody waited. Else the read would most often find nothing.
  private boolean mayBeReady = true;

  /// Whether the socket has told that the end has come, which it does not tell again.
  private boolean endIsNear;

  private boolean ended;

  Input(ReadyStream stream, Connection connection) {
    this.stream = stream;
    shared = stream.shared;
    this.connection = connection;
  }

  ByteBuffer read() throws IOException {
    if (busy) {
      throw new BusyException("another task reads from " + stream.remote());
    }
    busy = true;
    try {
      giveBack();
      shared.budget.claim();
      return next();
    } finally {
      busy = false;
    }
  }

  /// What a read that still waits will lend is not meant.
  void release() {
    if (!busy) {
      giveBack();
    }
  }

  private ByteBuffer next() throws IOException {
    while (!ended) {
      if (!mayBeReady) {
        awaitReady();
      }
      stream.checkOpen();
      ByteBuffer buffer = shared.pool.take();
      try {
        receive(buffer);
      } finally {
        if (buffer.position() > 0) {
          lent = buffer.flip();
          reader = Thread.currentThread();
        } else {
          shared.pool.give(buffer);
        }
      }
      if (lent != null) {
        return lent;
      }
    }
    shared.budget.spend(0);
    return END;
  }

  private void receive(ByteBuffer buffer) throws IOException {
    int length;
    try {
      length = connection.read(buffer);
    } catch (IOException e) {
      throw Failures.named("read from " + stream.remote(), e);
    }
    mayBeReady = endIsNear || !buffer.hasRemaining();
    if (length > 0) {
      shared.counters.received += length;
      shared.budget.spend(length);
    } else if (length < 0) {
      ended = true;
      connection.wantNoMore(Socket.INPUT); // or it would be ready for ever
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

  /// The loop says that a read would not wait.
  void ready(boolean isEnd) {
    endIsNear |= isEnd;
    if (wait == null) {
      mayBeReady = true;
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
      shared.pool.drop();
      lent = null;
    }
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
      shared.pool.give(lent);
      lent = null;
    }
  }
}
