package io.weightless.net.internal.nio;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.BusyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// The reading half of a stream.
///
/// While a read waits, nothing is lent: an idle connection holds no buffer.
final class Input {
  private static final ByteBuffer END = ByteBuffer.allocate(0);

  private final NioStream stream;
  private final NioBackend backend;
  private final SocketChannel channel;
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

  private boolean ended;

  Input(NioStream stream, SocketChannel channel) {
    this.stream = stream;
    this.backend = stream.backend;
    this.channel = channel;
  }

  ByteBuffer read() throws IOException {
    if (busy) {
      throw new BusyException("another task reads from " + stream.remote());
    }
    busy = true;
    try {
      giveBack();
      backend.budget.claim();
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
      ByteBuffer buffer = backend.pool.take();
      try {
        receive(buffer);
      } finally {
        if (buffer.position() > 0) {
          lent = buffer.flip();
          reader = Thread.currentThread();
        } else {
          backend.pool.give(buffer);
        }
      }
      if (lent != null) {
        return lent;
      }
    }
    backend.budget.spend(0);
    return END;
  }

  private void receive(ByteBuffer buffer) throws IOException {
    int length;
    try {
      length = channel.read(buffer);
    } catch (IOException e) {
      throw NioNetwork.failure("read from " + stream.remote(), e);
    }
    mayBeReady = !buffer.hasRemaining();
    if (length > 0) {
      backend.counters.received += length;
      backend.budget.spend(length);
    } else if (length < 0) {
      ended = true;
      stream.wantNoMore(SelectionKey.OP_READ); // or it would be ready for ever
    }
  }

  private void awaitReady() throws IOException {
    Suspension<@Nullable Void> ready = new Suspension<>(this);
    stream.want(SelectionKey.OP_READ);
    wait = ready;
    backend.budget.renew();
    try {
      ready.await(NioStream.AT_ONCE);
    } finally {
      wait = null;
    }
  }

  /// The loop says that a read would not wait.
  void ready() {
    if (wait == null) {
      mayBeReady = true;
      stream.wantNoMore(SelectionKey.OP_READ);
    } else {
      wait.resume(null);
    }
  }

  /// The stream is closed now: who waits looks again, and sees it.
  void close() {
    if (reader == Thread.currentThread()) {
      giveBack();
    } else if (lent != null) {
      backend.pool.drop();
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
      backend.pool.give(lent);
      lent = null;
    }
  }
}
