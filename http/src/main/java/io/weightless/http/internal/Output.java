package io.weightless.http.internal;

import io.weightless.net.FileSource;
import io.weightless.net.Stream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What a connection is about to write: responses are gathered in one buffer, and go out together
/// when the requests that came together are answered, or the buffer is full.
final class Output {
  private final Stream stream;
  private final Service service;
  private final Watch watch;

  /// Borrowed while something waits to be written.
  private @Nullable ByteBuffer buffer;

  private boolean isBroken;

  Output(Stream stream, Service service, Watch watch) {
    this.stream = stream;
    this.service = service;
    this.watch = watch;
  }

  /// The buffer, with room for `bytes` more; writes what is in it if it must.
  ///
  /// @param bytes at most [OutputPool#BYTES]
  ByteBuffer room(int bytes) throws IOException {
    if (buffer != null && buffer.remaining() < bytes) {
      flush();
    }
    ByteBuffer present = buffer;
    if (present == null) {
      present = service.pool.take();
      buffer = present;
    }
    return present;
  }

  /// Writes what was gathered, and gives the buffer back.
  void flush() throws IOException {
    ByteBuffer full = buffer;
    if (full == null) {
      return;
    }
    full.flip();
    send(full);
    release();
  }

  /// Writes what was gathered, and then `sources`, together.
  void flushWith(ByteBuffer... sources) throws IOException {
    ByteBuffer[] all = new ByteBuffer[sources.length + 1];
    System.arraycopy(sources, 0, all, 1, sources.length);
    all[0] = room(0).flip();
    send(all);
    release();
  }

  /// Writes what was gathered, and then part of a file.
  ///
  /// @throws EOFException if the file has become too short
  /// @throws IOException if it can't be read, or the client is gone
  void transfer(FileSource file, long position, long count) throws IOException {
    flush();
    watch.expectOutput();
    try {
      stream.transferFrom(file, position, count);
    } catch (IOException failure) {
      isBroken = !(failure instanceof EOFException) && isReadable(file);
      throw failure;
    } finally {
      watch.outputWent();
    }
  }

  private static boolean isReadable(FileSource file) {
    try {
      return file.size() >= 0;
    } catch (IOException _) {
      return false;
    }
  }

  /// Whether a write failed: then the client is gone, and nobody here is to blame.
  boolean isBroken() {
    return isBroken;
  }

  /// Gives the buffer back, with what is in it.
  void release() {
    if (buffer != null) {
      service.pool.giveBack(buffer);
      buffer = null;
    }
  }

  private void send(ByteBuffer... sources) throws IOException {
    watch.expectOutput();
    try {
      stream.write(sources);
    } catch (IOException gone) {
      isBroken = true;
      throw gone;
    } finally {
      watch.outputWent();
    }
  }
}
