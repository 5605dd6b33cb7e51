package io.weightless.net.internal.nio;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import io.weightless.net.FileSource;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// The writing half of a stream.
final class Output {
  private final NioStream stream;
  private final NioBackend backend;
  private final SocketChannel channel;

  /// Whether a task is in [#write] or [#transfer], at most one.
  private boolean busy;

  /// Set while that one waits.
  private @Nullable Suspension<@Nullable Void> wait;

  private boolean closed;

  private long written;

  Output(NioStream stream, SocketChannel channel) {
    this.stream = stream;
    this.backend = stream.backend;
    this.channel = channel;
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
      if (file instanceof NioFile known) {
        send(known, position, count);
      } else {
        copy(file, position, count);
      }
    } finally {
      busy = false;
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
      backend.budget.claim();
      checkOpen();
      try {
        long taken = backend.gather.write(channel, sources, next);
        written += taken;
        backend.budget.spend(taken);
      } catch (IOException e) {
        throw NioNetwork.failure("write to " + stream.remote(), e);
      }
      if (backend.gather.isFull()) {
        awaitReady();
      }
    }
  }

  private void send(NioFile file, long position, long count) throws IOException {
    long done = 0;
    while (done < count) {
      backend.budget.claim();
      checkOpen();
      int asked = (int) Math.min(count - done, Gather.CALL_BYTES);
      long taken = sendPart(file, position + done, asked);
      done += taken;
      if (taken < asked) {
        file.checkReaches(position + done + 1);
        awaitReady();
      }
    }
  }

  private long sendPart(NioFile file, long position, int count) throws IOException {
    try {
      long taken = file.transferTo(channel, position, count);
      written += taken;
      backend.counters.transferred += taken;
      backend.budget.spend(taken);
      return taken;
    } catch (ClosedException e) {
      throw e;
    } catch (IOException e) {
      throw NioNetwork.failure("send " + file + " to " + stream.remote(), e);
    }
  }

  /// For files that the system does not know.
  private void copy(FileSource file, long position, long count) throws IOException {
    ByteBuffer buffer = backend.pool.take();
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
    } finally {
      backend.pool.give(buffer);
    }
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
    stream.want(SelectionKey.OP_WRITE);
    wait = ready;
    backend.budget.renew();
    try {
      ready.await(NioStream.AT_ONCE);
    } finally {
      wait = null;
    }
  }

  /// The loop says that a write would not wait.
  void ready() {
    stream.wantNoMore(SelectionKey.OP_WRITE);
    wake();
  }

  /// Ends this half only.
  void shutDown() throws IOException {
    if (!closed) {
      closed = true;
      channel.shutdownOutput();
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
