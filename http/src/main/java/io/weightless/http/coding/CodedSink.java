package io.weightless.http.coding;

import io.weightless.http.Body;
import io.weightless.http.Headers;
import io.weightless.http.coding.Encoder.Flush;
import io.weightless.net.FileSource;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Codes what is written, and writes it on.
final class CodedSink implements Body.Sink, AutoCloseable {
  private static final int WINDOW = 8 * 1024;

  /// Coded in one go, and read from a file in one go.
  private static final int PIECE = 16 * 1024;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final ContentCoding coding;
  private final Body.Sink sink;
  private final Turns turns = new Turns();

  /// Made when something is written, so that a stream that has not begun holds none.
  private @Nullable Encoder encoder;

  /// What is coded and not written on.
  private ByteBuffer target = NOTHING;

  private boolean isOver;

  CodedSink(ContentCoding coding, Body.Sink sink) {
    this.coding = coding;
    this.sink = sink;
  }

  @Override
  public void write(ByteBuffer... sources) throws IOException {
    int left = 0;
    for (ByteBuffer source : sources) {
      left += source.hasRemaining() ? 1 : 0;
    }
    for (ByteBuffer source : sources) {
      if (source.hasRemaining()) {
        put(source, --left == 0 ? Flush.ALL : Flush.NONE);
      }
    }
  }

  @Override
  public void send(FileSource file, long position, long count) throws IOException {
    if (position < 0 || count < 0) {
      throw new IllegalArgumentException("no part of a file: " + position + ", " + count);
    }
    put(file, position, count);
    if (count > 0) {
      put(NOTHING, Flush.ALL);
    }
  }

  @Override
  public void flush() throws IOException {
    sink.flush();
  }

  /// They are not coded.
  @Override
  public boolean trailers(Headers fields) {
    return sink.trailers(fields);
  }

  @Override
  public void whenDraining(Runnable told) {
    sink.whenDraining(told);
  }

  void put(Body.FileRegion region) throws IOException {
    put(region.file(), region.position(), region.count());
  }

  /// There is no more.
  void finish() throws IOException {
    put(NOTHING, Flush.END);
    isOver = true;
  }

  /// Frees what it holds.
  @Override
  public void close() {
    isOver = true;
    if (encoder != null) {
      encoder.close();
      encoder = null;
    }
  }

  /// Codes all of `source`, and writes on what is full, or has to be out.
  void put(ByteBuffer source, Flush flush) throws IOException {
    Encoder present = encoder();
    int end = source.limit();
    boolean isOut = false;
    while (!isOut) {
      turns.claim();
      int from = source.position();
      boolean isLast = end - from <= PIECE;
      source.limit(isLast ? end : from + PIECE);
      isOut = present.encode(source, target, isLast ? flush : Flush.NONE) && isLast;
      turns.spend(source.position() - from);
      source.limit(end);
      if (target.remaining() < Encoder.LEAST_ROOM || (isOut && flush != Flush.NONE)) {
        writeOn();
      }
    }
  }

  private Encoder encoder() {
    if (isOver) {
      throw new IllegalStateException("the response is over");
    }
    Encoder present = encoder;
    if (present == null) {
      present = coding.encoder();
      encoder = present;
      target = ByteBuffer.allocate(WINDOW);
    }
    return present;
  }

  private void put(FileSource file, long position, long count) throws IOException {
    ByteBuffer piece = ByteBuffer.allocateDirect((int) Math.min(count, PIECE));
    long sent = 0;
    while (sent < count) {
      piece.clear().limit((int) Math.min(count - sent, PIECE));
      int length = file.read(piece, position + sent);
      if (length <= 0) {
        throw new EOFException("the file has become shorter than " + (position + count) + " bytes");
      }
      put(piece.flip(), Flush.NONE);
      sent += length;
    }
  }

  private void writeOn() throws IOException {
    if (target.flip().hasRemaining()) {
      sink.write(target);
    }
    target.clear();
  }
}
