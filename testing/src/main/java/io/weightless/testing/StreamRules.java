package io.weightless.testing;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What every stream of the kit keeps of the contract of a stream: one reactor, one reader and one
/// writer at a time, closed once, and a buffer that is lent until the next read.
final class StreamRules {
  /// What a buffer holds that was given back, so that nobody takes it for what was read.
  private static final byte GIVEN_BACK = (byte) 0xDB;

  private static final ByteBuffer END = ByteBuffer.allocate(0);

  /// For how long nothing is as good as for ever.
  static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final Address remote;

  /// That of the first call.
  private @Nullable Reactor reactor;

  private @Nullable ByteBuffer lent;

  /// To whom; only its own close gives the buffer back, for another task can't know what it is at.
  private @Nullable Thread reader;

  private boolean reading;
  private boolean writing;
  private boolean closed;
  private boolean outputClosed;
  private @Nullable Suspension<@Nullable Void> readerWaits;
  private @Nullable Suspension<@Nullable Void> writerWaits;

  StreamRules(Address remote) {
    this.remote = remote;
  }

  void checkOwner() {
    if (reactor == null) {
      reactor = Reactor.current();
    }
    reactor.checkOwner();
  }

  void beginRead() throws ClosedException {
    enter();
    if (reading) {
      throw new BusyException("another task reads from " + remote);
    }
    reading = true;
    giveBack();
  }

  void endRead() {
    reading = false;
  }

  void beginWrite() throws ClosedException {
    enter();
    if (writing) {
      throw new BusyException("another task writes to " + remote);
    }
    checkOutputOpen();
    writing = true;
  }

  void endWrite() {
    writing = false;
  }

  private void enter() throws ClosedException {
    checkOwner();
    Suspension.checkpoint();
    checkOpen();
  }

  void checkOpen() throws ClosedException {
    if (closed) {
      throw new ClosedException("the stream to " + remote + " is closed");
    }
  }

  void checkOutputOpen() throws ClosedException {
    checkOpen();
    if (outputClosed) {
      throw new ClosedException("the output to " + remote + " is closed");
    }
  }

  /// @return a copy, lent; none of `bytes` is the end of the input
  ByteBuffer lend(byte[] bytes, int from, int to) {
    if (from == to) {
      return END;
    }
    lent = ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to));
    reader = Thread.currentThread();
    return lent;
  }

  /// What a read that still waits will lend is not meant.
  void release() {
    checkOwner();
    if (!reading) {
      giveBack();
    }
  }

  /// Whoever still reads from it notices: it has nothing left, and a copy of it is spoilt.
  void giveBack() {
    if (lent != null) {
      Arrays.fill(lent.array(), GIVEN_BACK);
      lent.limit(0);
      lent = null;
    }
  }

  /// For the task in a read: until something changes, or `longest` has passed.
  void awaitAsReader(Object awaited, Duration longest) {
    Suspension<@Nullable Void> wait = new Suspension<>(awaited);
    readerWaits = wait;
    try {
      await(wait, longest);
    } finally {
      readerWaits = null;
    }
  }

  /// For the task in a write.
  void awaitAsWriter(Object awaited, Duration longest) {
    Suspension<@Nullable Void> wait = new Suspension<>(awaited);
    writerWaits = wait;
    try {
      await(wait, longest);
    } finally {
      writerWaits = null;
    }
  }

  private static void await(Suspension<@Nullable Void> wait, Duration longest) {
    if (longest.equals(FOR_EVER)) {
      wait.await(() -> true);
      return;
    }
    Timer timer = Reactor.current().after(longest, () -> wait.resume(null));
    try {
      wait.await(() -> true);
    } finally {
      timer.cancel();
    }
  }

  /// Those who wait look again.
  void wake() {
    if (readerWaits != null) {
      readerWaits.resume(null);
    }
    if (writerWaits != null) {
      writerWaits.resume(null);
    }
  }

  /// False, and nothing happens, when it was closed before.
  boolean closeOutput() throws ClosedException {
    checkOwner();
    checkOpen();
    boolean first = !outputClosed;
    outputClosed = true;
    wake();
    return first;
  }

  /// False, and nothing happens, when it was closed before.
  boolean close() {
    checkOwner();
    if (closed) {
      return false;
    }
    closed = true;
    if (reader == Thread.currentThread()) {
      giveBack();
    }
    wake();
    return true;
  }

  boolean isClosed() {
    return closed;
  }

  boolean isOutputClosed() {
    return outputClosed;
  }
}
