package io.weightless.net.internal.memory;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.BusyException;
import io.weightless.net.Sink;
import io.weightless.net.internal.Breakage;
import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.Passing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The reading half of an end.
final class Input implements Passing {
  private final MemoryStream end;

  /// What has arrived and was not read: its window bounds it.
  private final ArrayDeque<ByteBuffer> arrived = new ArrayDeque<>();

  private int unread;
  private long received;
  private @Nullable ByteBuffer lent;

  /// What a transfer that failed has left.
  private @Nullable ByteBuffer kept;

  /// To whom; only its own close gives the buffer back, for another task can't know what it is at.
  private @Nullable Thread reader;

  /// Whether a task is in [#read], at most one.
  private boolean busy;

  /// Set while that one waits.
  private @Nullable Suspension<@Nullable Void> wait;

  private boolean hasEnded;
  private @Nullable String broken;

  Input(MemoryStream end) {
    this.end = end;
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
    kept = end.lender().take().put(rest).flip();
  }

  private void claim() throws BusyException {
    if (busy) {
      throw new BusyException("another task reads from " + end.remote());
    }
    busy = true;
  }

  @Override
  public ByteBuffer next() throws IOException {
    giveBack();
    end.budget().claim();
    end.checkOpen();
    ByteBuffer first = kept;
    if (first != null) {
      kept = null;
      return lend(first);
    }
    end.budget().spend(Math.min(unread, BufferPool.CAPACITY));
    while (unread == 0 && !hasEnded) {
      checkWhole();
      await();
      end.checkOpen();
    }
    return unread == 0 ? BufferPool.END : lend();
  }

  private void checkWhole() throws IOException {
    if (broken != null) {
      throw Breakage.of("read from " + end.remote(), end.remote(), new IOException(broken));
    }
  }

  private void await() {
    Suspension<@Nullable Void> something = new Suspension<>(this);
    wait = something;
    end.budget().renew();
    try {
      something.await(() -> true);
    } finally {
      wait = null;
    }
  }

  private ByteBuffer lend() {
    int length = end.lends(Math.min(unread, BufferPool.CAPACITY));
    ByteBuffer buffer = end.lender().take().limit(length);
    while (buffer.hasRemaining()) {
      ByteBuffer first = arrived.element();
      int part = Math.min(first.remaining(), buffer.remaining());
      buffer
          .put(buffer.position(), first, first.position(), part)
          .position(buffer.position() + part);
      first.position(first.position() + part);
      if (!first.hasRemaining()) {
        arrived.remove();
      }
    }
    unread -= length;
    end.haveRead(length);
    return lend(buffer.flip());
  }

  private ByteBuffer lend(ByteBuffer buffer) {
    lent = buffer;
    reader = Thread.currentThread();
    return buffer;
  }

  boolean hasUnread() {
    return unread > 0 || kept != null;
  }

  void arrive(ByteBuffer bytes) {
    arrived.add(bytes);
    unread += bytes.remaining();
    received += bytes.remaining();
    wake();
  }

  long received() {
    return received;
  }

  /// Nothing more comes.
  void end() {
    hasEnded = true;
    wake();
  }

  /// What came before the end stays; else it overtakes what was not read.
  void breakUp(String reason) {
    if (!hasEnded) {
      broken = reason;
      forget();
      wake();
    }
  }

  /// The stream is closed now: who waits looks again, and sees it.
  void close() {
    if (reader == Thread.currentThread()) {
      giveBack();
    } else if (lent != null) {
      end.lender().drop();
      lent = null;
    }
    forget();
    wake();
  }

  private void forget() {
    arrived.clear();
    unread = 0;
    if (kept != null) {
      end.lender().give(kept);
      kept = null;
    }
  }

  /// What a read that still waits will lend is not meant.
  void release() {
    if (!busy) {
      giveBack();
    }
  }

  private void giveBack() {
    if (lent != null) {
      end.lender().give(lent);
      lent = null;
    }
  }

  private void wake() {
    if (wait != null) {
      wait.resume(null);
    }
  }

  @Override
  public String toString() {
    return "input from " + end.remote();
  }
}
