package io.weightless.http.client.internal;

import io.weightless.http.Body;
import io.weightless.http.IncomingBody;
import io.weightless.http.internal.wire.ResponseWriter;
import io.weightless.net.FileSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A streamed body of a request while it is written: puts chunks around its parts, or holds it to
/// the length that the head says.
final class BodySink implements Body.Sink {
  /// What stands between two chunks at most: a line end, and a size line.
  private static final int BETWEEN = 20;

  /// Parts up to this size are copied; larger ones are written from where they are.
  private static final int COPIED = 4096;

  private final Connection connection;
  private final long length;
  private final boolean isChunked;

  /// Ends with the line end of the last chunk where that goes out with what follows.
  private final ByteBuffer out;

  private long sent;
  private boolean isOver;

  /// @param length in bytes, or UNKNOWN
  BodySink(Connection connection, long length) {
    this.connection = connection;
    this.length = length;
    this.isChunked = length == IncomingBody.UNKNOWN;
    this.out = connection.pool().buffers().take(COPIED + BETWEEN);
  }

  @Override
  public void write(ByteBuffer... sources) throws IOException {
    long count = 0;
    for (ByteBuffer source : sources) {
      count += source.remaining();
    }
    if (!beginPart(count)) {
      return;
    }
    if (count <= COPIED) {
      for (ByteBuffer source : sources) {
        out.put(source);
      }
      endPart(count);
      flush();
    } else {
      gather(sources);
      endPart(count);
    }
  }

  @Override
  public void send(FileSource file, long position, long count) throws IOException {
    if (position < 0 || count < 0) {
      throw new IllegalArgumentException("no part of a file: " + position + ", " + count);
    }
    if (beginPart(count)) {
      flush();
      connection.transfer(file, position, count);
      endPart(count);
    }
  }

  /// The writer is done.
  void finish() throws IOException {
    isOver = true;
    if (!isChunked && sent != length) {
      throw new IllegalStateException(
          "the body has " + sent + " bytes, and was said to have " + length);
    }
    if (isChunked) {
      ResponseWriter.lastChunk(out);
      flush();
    }
  }

  /// Nobody writes any more.
  void release() {
    isOver = true;
    connection.pool().buffers().giveBack(out);
  }

  /// @return false if there is nothing to send
  private boolean beginPart(long count) {
    if (isOver) {
      throw new IllegalStateException("the request is over");
    }
    if (!isChunked && count > length - sent) {
      throw new IllegalStateException("the body is longer than the " + length + " bytes it has");
    }
    if (count > 0 && isChunked) {
      ResponseWriter.chunk(out, count);
    }
    return count > 0;
  }

  private void endPart(long count) {
    if (isChunked) {
      ResponseWriter.endLine(out);
    }
    sent += count;
  }

  private void gather(ByteBuffer[] sources) throws IOException {
    ByteBuffer[] all = new ByteBuffer[sources.length + 1];
    System.arraycopy(sources, 0, all, 1, sources.length);
    all[0] = out.flip();
    connection.write(all);
    out.clear();
  }

  @Override
  public void flush() throws IOException {
    connection.write(out.flip());
    out.clear();
  }
}
