package io.weightless.net.internal.memory;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import io.weightless.net.FileSource;
import io.weightless.net.internal.Breakage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The writing half of an end.
final class Output {
  private static final int COPY_BYTES = 16 * 1024;

  private final MemoryStream end;
  private final int window;

  /// Whether a task is in [#write] or [#transfer], at most one.
  private boolean busy;

  /// Set while that one waits.
  private @Nullable Suspension<@Nullable Void> wait;

  /// Bytes that were written and, for all that is known here, not read: at most the window.
  private int unread;

  private boolean isShut;
  private @Nullable String broken;
  private long written;

  /// @param window bytes that may be written and not read yet
  Output(MemoryStream end, int window) {
    this.end = end;
    this.window = window;
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
      copy(file, position, count);
    } finally {
      busy = false;
    }
  }

  private void start() throws IOException {
    if (busy) {
      throw new BusyException("another task writes to " + end.remote());
    }
    checkUsable();
    busy = true;
  }

  private void copy(FileSource file, long position, long count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(COPY_BYTES);
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
  }

  private void writeAll(ByteBuffer... sources) throws IOException {
    for (long left = remaining(sources); left > 0; left = remaining(sources)) {
      end.budget().claim();
      checkUsable();
      int taken = end.takes((int) Math.min(left, window - unread));
      if (taken > 0) {
        end.budget().spend(taken);
        send(taken, sources);
      }
      if (taken < left) {
        await();
      }
    }
  }

  private static long remaining(ByteBuffer... sources) {
    long bytes = 0;
    for (ByteBuffer source : sources) {
      bytes += source.remaining();
    }
    return bytes;
  }

  private void send(int count, ByteBuffer... sources) {
    ByteBuffer segment = ByteBuffer.allocate(count);
    for (ByteBuffer source : sources) {
      int part = Math.min(source.remaining(), segment.remaining());
      segment.put(source.slice(source.position(), part));
      source.position(source.position() + part);
    }
    unread += count;
    written += count;
    end.send(segment.flip());
  }

  private void await() {
    Suspension<@Nullable Void> room = new Suspension<>(this);
    wait = room;
    end.budget().renew();
    try {
      room.await(() -> true);
    } finally {
      wait = null;
    }
  }

  private void checkUsable() throws IOException {
    end.checkOpen();
    if (isShut) {
      throw new ClosedException("the output to " + end.remote() + " is closed");
    }
    if (broken != null) {
      throw Breakage.of("write to " + end.remote(), end.remote(), new IOException(broken));
    }
  }

  /// The other end has read so many bytes.
  void acknowledged(int bytes) {
    unread -= bytes;
    wake();
  }

  long written() {
    return written;
  }

  /// Nothing more comes, behind what was written.
  void shutDown() {
    if (!isShut) {
      isShut = true;
      if (broken == null) {
        end.sendEnd();
      }
      wake();
    }
  }

  void breakUp(String reason) {
    broken = reason;
    wake();
  }

  /// The stream is closed now: who waits looks again, and sees it.
  void close() {
    wake();
  }

  void wake() {
    if (wait != null) {
      wait.resume(null);
    }
  }

  @Override
  public String toString() {
    return "room for output to " + end.remote();
  }
}
