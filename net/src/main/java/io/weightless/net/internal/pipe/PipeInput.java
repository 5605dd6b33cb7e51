package io.weightless.net.internal.pipe;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.BusyException;
import io.weightless.net.Sink;
import io.weightless.net.internal.Breakage;
import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.Failures;
import io.weightless.net.internal.Passing;
import io.weightless.net.internal.Shared;
import io.weightless.net.internal.ready.Handle;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The reading half of a stream. While a read waits, nothing is lent.
final class PipeInput implements Passing, Handle.Owner, Suspension.Foreign {
  private final PipeStream stream;
  private final Shared shared;
  private final PipeEnd.Reading end;
  private @Nullable ByteBuffer lent;

  /// To whom; only its own close gives the buffer back, for another task can't know what it is at.
  private @Nullable Thread reader;

  /// What a transfer that failed has left.
  private @Nullable ByteBuffer kept;

  /// The same, while it is lent: no buffer of the pool.
  private @Nullable ByteBuffer keptAndLent;

  /// Whether a task is in a read or a transfer, at most one.
  private boolean busy;

  /// Set while that one waits.
  private @Nullable Suspension<@Nullable Void> wait;

  private boolean hasEnded;

  PipeInput(PipeStream stream, PipeEnd.Reading end) {
    this.stream = stream;
    shared = stream.shared();
    this.end = end;
    end.belongTo(this);
  }

  ByteBuffer read() throws IOException {
    claim();
    try {
      return next();
    } finally {
      busy = false;
    }
  }

  /// Moves all that comes to `target`; what that does not take is read next.
  long transfer(Sink target) throws IOException {
    claim();
    try {
      return passTo(target);
    } finally {
      giveBack();
      busy = false;
    }
  }

  @Override
  public void keep(ByteBuffer rest) {
    kept = ByteBuffer.allocate(rest.remaining()).put(rest).flip();
  }

  private void claim() throws BusyException {
    if (busy) {
      throw new BusyException("another task reads from " + stream.remote());
    }
    busy = true;
  }

  @Override
  public ByteBuffer next() throws IOException {
    giveBack();
    shared.budget.claim();
    ByteBuffer first = kept;
    if (first != null) {
      kept = null;
      keptAndLent = first;
      reader = Thread.currentThread();
      return first;
    }
    while (!hasEnded) {
      stream.checkOpen();
      ByteBuffer received = receive();
      if (received == null) {
        await();
      } else if (received.hasRemaining()) {
        return lend(received);
      } else {
        hasEnded = true;
      }
    }
    shared.budget.spend(0);
    return BufferPool.END;
  }

  private @Nullable ByteBuffer receive() throws IOException {
    try {
      return shared.pool.fill(end);
    } catch (IOException e) {
      throw Breakage.of("read from " + stream.remote(), stream.remote(), e);
    }
  }

  private ByteBuffer lend(ByteBuffer received) {
    shared.counters.received += received.remaining();
    shared.budget.spend(received.remaining());
    lent = received;
    reader = Thread.currentThread();
    return received;
  }

  private void await() throws IOException {
    Suspension<@Nullable Void> ready = new Suspension<>(this);
    wait = ready;
    shared.budget.renew();
    try {
      end.want(Handle.INPUT);
      ready.await(PipeStream.AT_ONCE);
    } finally {
      wait = null;
    }
  }

  /// The loop says that a read would find something. Each read looks before it waits, so that
  /// nobody waits is no matter.
  @Override
  public void ready(int what) {
    if (wait != null) {
      wait.resume(null);
    }
  }

  /// What a read that still waits will lend is not meant.
  void release() {
    if (!busy) {
      giveBack();
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
    kept = null;
    keptAndLent = null; // or another task's, with whom it stays
    Failures.closeQuietly(end);
    ready(Handle.INPUT);
  }

  private void giveBack() {
    if (lent != null) {
      shared.pool.give(lent);
      lent = null;
    }
    if (keptAndLent != null) {
      keptAndLent.limit(0);
      keptAndLent = null;
    }
  }

  @Override
  public boolean isForeign() {
    return end.isForeign();
  }

  @Override
  public String toString() {
    return "input from " + stream.remote();
  }
}
