package io.weightless.http.internal;

import io.weightless.http.Body;
import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.internal.wire.ResponseWriter;
import io.weightless.http.internal.wire.TrailerNames;
import io.weightless.net.FileSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// The body of one response while a handler writes it: puts chunks around its parts, or holds it to
/// the length that the head says.
final class StreamedBody implements Body.Sink {
  /// What a chunk's size line has at most.
  private static final int CHUNK_LINE = 18;

  /// So that they fit in one buffer.
  private static final int TRAILER_BYTES = 8192;

  /// Parts up to this size are copied; larger ones are written from where they are.
  private static final int COPIED = 4096;

  private static final ByteBuffer LINE_END = ByteBuffer.wrap(new byte[] {'\r', '\n'});

  private final Reply reply;
  private final Output output;
  private final long length;
  private final boolean isChunked;
  private long sent;
  private Headers trailers = Headers.EMPTY;
  private boolean isOver;

  /// @param length in bytes, or UNKNOWN
  StreamedBody(Reply reply, Output output, long length, boolean isChunked) {
    this.reply = reply;
    this.output = output;
    this.length = length;
    this.isChunked = isChunked;
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
      copy(sources, (int) count);
    } else {
      gather(sources);
    }
    sent += count;
  }

  /// The end of the chunk goes out with what follows it.
  @Override
  public void send(FileSource file, long position, long count) throws IOException {
    if (position < 0 || count < 0) {
      throw new IllegalArgumentException("no part of a file: " + position + ", " + count);
    }
    if (!beginPart(count)) {
      return;
    }
    output.transfer(file, position, count);
    if (isChunked) {
      ResponseWriter.endLine(output.room(LINE_END.capacity()));
    }
    sent += count;
  }

  @Override
  public void flush() throws IOException {
    if (isOver) {
      throw new IllegalStateException("the response is over");
    }
    reply.beginPart();
    output.flush();
  }

  @Override
  public boolean trailers(Headers fields) {
    TrailerNames.check(fields);
    if (isOver) {
      throw new IllegalStateException("the response is over");
    }
    Headers all = trailers;
    for (int i = 0; i < fields.size(); i++) {
      all = all.with(fields.name(i), fields.value(i));
    }
    if (all.byteCount() > TRAILER_BYTES) {
      throw new IllegalArgumentException(
          "the trailer fields have " + all.byteCount() + " bytes; limit " + TRAILER_BYTES);
    }
    if (isChunked) {
      trailers = all;
      reply.announce(all);
    }
    return isChunked;
  }

  @Override
  public void whenDraining(Runnable told) {
    reply.whenDraining(told);
  }

  /// The handler is done.
  void finish() throws IOException {
    isOver = true;
    if (length != IncomingBody.UNKNOWN && sent != length) {
      throw new IllegalStateException(
          "the body has " + sent + " bytes, and was said to have " + length);
    }
    reply.beginStream();
    if (isChunked) {
      ResponseWriter.lastChunk(output.room(CHUNK_LINE + trailers.byteCount()), trailers);
    }
  }

  /// Bytes, framing aside.
  long sent() {
    return sent;
  }

  /// Puts what stands before a part of `count` bytes.
  ///
  /// @return false if there is nothing to send
  private boolean beginPart(long count) throws IOException {
    if (isOver) {
      throw new IllegalStateException("the response is over");
    }
    if (length != IncomingBody.UNKNOWN && count > length - sent) {
      throw new IllegalStateException("the body is longer than the " + length + " bytes it has");
    }
    if (count == 0) {
      return false;
    }
    reply.beginPart();
    if (isChunked) {
      ResponseWriter.chunk(output.room(CHUNK_LINE), count);
    }
    return true;
  }

  private void copy(ByteBuffer[] sources, int count) throws IOException {
    ByteBuffer out = output.room(count + LINE_END.capacity());
    for (ByteBuffer source : sources) {
      out.put(source);
    }
    if (isChunked) {
      ResponseWriter.endLine(out);
    }
    output.flush();
  }

  private void gather(ByteBuffer[] sources) throws IOException {
    if (!isChunked) {
      output.flushWith(sources);
      return;
    }
    ByteBuffer[] all = Arrays.copyOf(sources, sources.length + 1);
    all[sources.length] = LINE_END.duplicate();
    output.flushWith(all);
  }
}
