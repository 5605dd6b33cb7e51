package io.weightless.net.internal.pipe;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import io.weightless.net.FileSource;
import io.weightless.net.internal.Breakage;
import io.weightless.net.internal.Failures;
import io.weightless.net.internal.Shared;
import io.weightless.net.internal.ready.Handle;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The writing half of a stream.
final class PipeOutput implements Handle.Owner, Suspension.Foreign {
  private final PipeStream stream;
  private final Shared shared;
  private final PipeEnd.Writing end;

  /// Whether a task is in a write or a transfer, at most one.
  private boolean busy;

  /// Set while that one waits.
  private @Nullable Suspension<@Nullable Void> wait;

  private boolean closed;
  private long written;

  PipeOutput(PipeStream stream, PipeEnd.Writing end) {
    this.stream = stream;
    shared = stream.shared();
    this.end = end;
    end.belongTo(this);
  }

  void write(ByteBuffer... sources) throws IOException {
    claim();
    try {
      for (ByteBuffer source : sources) {
        writeAll(source);
      }
      awaitTaken();
    } finally {
      busy = false;
    }
  }

  /// Writes a part of a file, by way of this process.
  void transfer(FileSource file, long position, long count) throws IOException {
    if (position < 0 || count < 0) {
      throw new IllegalArgumentException("no such part of a file: " + position + ", " + count);
    }
    claim();
    ByteBuffer buffer = shared.pool.take();
    try {
      long done = 0;
      while (done < count) {
        buffer.clear().limit((int) Math.min(count - done, buffer.capacity()));
        int length = file.read(buffer, position + done);
        if (length <= 0) {
          throw new EOFException(
              "the file " + file + " has only " + (position + done) + " bytes, it was cut short");
        }
        writeAll(buffer.flip());
        done += length;
      }
      awaitTaken();
    } finally {
      shared.pool.give(buffer);
      busy = false;
    }
  }

  private void claim() throws IOException {
    if (busy) {
      throw new BusyException("another task writes to " + stream.remote());
    }
    checkOpen();
    busy = true;
  }

  private void checkOpen() throws ClosedException {
    stream.checkOpen();
    if (closed) {
      throw new ClosedException("the output to " + stream.remote() + " is closed");
    }
  }

  private void writeAll(ByteBuffer source) throws IOException {
    while (source.hasRemaining()) {
      shared.budget.claim();
      checkOpen();
      int taken = offer(source);
      written += taken;
      shared.counters.sent += taken;
      shared.budget.spend(taken);
      if (taken == 0) {
        await();
      }
    }
  }

  private int offer(ByteBuffer source) throws IOException {
    ByteBuffer stage = shared.pool.take();
    try {
      int length = Math.min(source.remaining(), stage.remaining());
      stage.put(0, source, source.position(), length).limit(length);
      int taken = end.write(stage);
      source.position(source.position() + taken);
      return taken;
    } catch (IOException e) {
      throw broken(e);
    } finally {
      shared.pool.give(stage);
    }
  }

  private void awaitTaken() throws IOException {
    while (!isTaken()) {
      await();
      checkOpen();
    }
  }

  private boolean isTaken() throws IOException {
    try {
      return end.isTaken();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private IOException broken(IOException cause) {
    return Breakage.of("write to " + stream.remote(), stream.remote(), cause);
  }

  private void await() throws IOException {
    Suspension<@Nullable Void> ready = new Suspension<>(this);
    wait = ready;
    shared.budget.renew();
    try {
      end.want(Handle.OUTPUT);
      ready.await(PipeStream.AT_ONCE);
    } finally {
      wait = null;
    }
  }

  /// The loop says that a write would not wait.
  @Override
  public void ready(int what) {
    if (wait != null) {
      wait.resume(null);
    }
  }

  long written() {
    return written;
  }

  /// Whoever reads at the other end sees the end; who waits here looks again, and sees it.
  void close() {
    if (!closed) {
      closed = true;
      Failures.closeQuietly(end);
      ready(Handle.OUTPUT);
    }
  }

  @Override
  public boolean isForeign() {
    return end.isForeign();
  }

  @Override
  public String toString() {
    return "room for output to " + stream.remote();
  }
}
