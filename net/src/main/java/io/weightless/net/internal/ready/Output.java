package io.weightless.net.internal.ready;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import io.weightless.net.FileSource;
import io.weightless.net.internal.Breakage;
import io.weightless.net.internal.DiskFile;
import io.weightless.net.internal.Shared;
import io.weightless.net.internal.linux.Pipe;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The writing half of a stream.
final class Output implements Outlet {
  private final ReadyStream stream;
  private final Shared shared;
  private final Connection connection;

  /// Whether a task is in [#write] or [#transfer], at most one.
  private boolean busy;

  /// Set while that one waits.
  private @Nullable Suspension<@Nullable Void> wait;

  private boolean closed;

  private long written;

  Output(ReadyStream stream, Connection connection) {
    this.stream = stream;
    shared = stream.shared;
    this.connection = connection;
  }

  void write(ByteBuffer... sources) throws IOException {
    start();
    try {
      writeAll(sources);
    } finally {
      busy = false;
    }
  }

  void transfer(FileSource file, long position, long count) throws IOException {
    if (position < 0 || count < 0) {
      throw new IllegalArgumentException("no such part of a file: " + position + ", " + count);
    }
    start();
    try {
      if (connection.sends(file)) {
        send(file, position, count);
      } else {
        copy(file, position, count);
      }
    } finally {
      busy = false;
    }
  }

  @Override
  public void drain(Pipe pipe, int count) throws IOException {
    stream.enter();
    start();
    try {
      for (int left = count; left > 0; ) {
        shared.budget.claim();
        checkOpen();
        int taken = moveFrom(pipe, left);
        left -= taken;
        if (taken == 0) {
          awaitReady();
        }
      }
    } finally {
      busy = false;
    }
  }

  void pass(int descriptor) throws IOException {
    start();
    try {
      while (!passNow(descriptor)) {
        awaitReady();
        checkOpen();
      }
    } finally {
      busy = false;
    }
  }

  private boolean passNow(int descriptor) throws IOException {
    try {
      boolean isPassed = connection.pass(descriptor);
      written += isPassed ? 1 : 0;
      return isPassed;
    } catch (IOException e) {
      throw Breakage.of("pass to " + stream.remote(), stream.remote(), e);
    }
  }

  private int moveFrom(Pipe pipe, int most) throws IOException {
    try {
      int taken = connection.moveFrom(pipe, most);
      written += taken;
      shared.counters.moved += taken;
      shared.budget.spend(taken);
      return taken;
    } catch (IOException e) {
      throw Breakage.of("write to " + stream.remote(), stream.remote(), e);
    }
  }

  private void start() throws IOException {
    if (busy) {
      throw new BusyException("another task writes to " + stream.remote());
    }
    checkOpen();
    busy = true;
  }

  private void writeAll(ByteBuffer... sources) throws IOException {
    int next = 0;
    while ((next = Gather.nextWithBytes(sources, next)) < sources.length) {
      shared.budget.claim();
      checkOpen();
      try {
        long taken = stream.network.gather.write(connection, sources, next);
        written += taken;
        shared.budget.spend(taken);
      } catch (IOException e) {
        throw Breakage.of("write to " + stream.remote(), stream.remote(), e);
      }
      if (stream.network.gather.isFull()) {
        awaitReady();
      }
    }
  }

  private void send(FileSource file, long position, long count) throws IOException {
    long done = 0;
    while (done < count) {
      int most = (int) Math.min(count - done, Gather.CALL_BYTES);
      if (file instanceof DiskFile open) {
        open.fetch(position + done, most);
      }
      shared.budget.claim();
      checkOpen();
      long taken = sendPart(file, position + done, most);
      done += taken;
      if (taken == 0) { // a short one may have other reasons than that there is no room
        checkReaches(file, position + done + 1);
        awaitReady();
      }
    }
  }

  private long sendPart(FileSource file, long position, int count) throws IOException {
    try {
      long taken = connection.send(file, position, count);
      written += taken;
      shared.counters.transferred += taken;
      shared.budget.spend(taken);
      return taken;
    } catch (ClosedException e) {
      throw e;
    } catch (IOException e) {
      throw Breakage.of("send " + file + " to " + stream.remote(), stream.remote(), e);
    }
  }

  /// For files that the system does not know.
  private void copy(FileSource file, long position, long count) throws IOException {
    ByteBuffer buffer = shared.pool.take();
    try {
      long done = 0;
      while (done < count) {
        buffer.clear().limit((int) Math.min(count - done, buffer.capacity()));
        int length = file.read(buffer, position + done);
        if (length <= 0) {
          throw cutShort(file, position + done);
        }
        writeAll(buffer.flip());
        done += length;
      }
    } finally {
      shared.pool.give(buffer);
    }
  }

  private static void checkReaches(FileSource file, long length) throws IOException {
    long size = file.size();
    if (size < length) {
      throw cutShort(file, size);
    }
  }

  private static EOFException cutShort(FileSource file, long size) {
    return new EOFException("the file " + file + " has only " + size + " bytes, it was cut short");
  }

  long written() {
    return written;
  }

  private void checkOpen() throws ClosedException {
    stream.checkOpen();
    if (closed) {
      throw new ClosedException("the output to " + stream.remote() + " is closed");
    }
  }

  private void awaitReady() throws IOException {
    Suspension<@Nullable Void> ready = new Suspension<>(this);
    connection.want(Socket.OUTPUT);
    wait = ready;
    shared.budget.renew();
    try {
      ready.await(ReadyStream.AT_ONCE);
    } finally {
      wait = null;
    }
  }

  /// The loop says that a write would not wait.
  void ready() {
    connection.wantNoMore(Socket.OUTPUT);
    wake();
  }

  /// Ends this half only.
  void shutDown() throws IOException {
    if (!closed) {
      closed = true;
      connection.closeOutput();
      wake();
    }
  }

  /// The stream is closed now: who waits looks again, and sees it.
  void close() {
    wake();
  }

  @Override
  public String toString() {
    return "room for output to " + stream.remote();
  }

  private void wake() {
    if (wait != null) {
      wait.resume(null);
    }
  }
}
