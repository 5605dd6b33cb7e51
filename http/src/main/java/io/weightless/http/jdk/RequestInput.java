package io.weightless.http.jdk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/// The body of a request, as an application reads it. What it leaves the server throws away.
final class RequestInput extends InputStream {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Delivery delivery;
  private ByteBuffer part = NOTHING;

  /// Whether `part` is the connection's, and not a copy.
  private boolean isLent;

  private boolean hasEnded;
  private volatile boolean isClosed;

  RequestInput(Delivery delivery) {
    this.delivery = delivery;
  }

  @Override
  public int read() throws IOException {
    return fill() ? part.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      checkOpen();
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, part.remaining());
    part.get(target, offset, count);
    return count;
  }

  /// @return false at the end
  private boolean fill() throws IOException {
    checkOpen();
    if (part.hasRemaining() && !delivery.isReadable(isLent)) {
      part = NOTHING; // another thread's turn: it gets the rest again
    }
    if (!part.hasRemaining() && !hasEnded) {
      isLent = delivery.isHere();
      part = delivery.read();
      hasEnded = !part.hasRemaining();
    }
    return !hasEnded;
  }

  private void checkOpen() throws IOException {
    if (isClosed) {
      throw new IOException("the stream of the request's body is closed");
    }
  }

  @Override
  public int available() throws IOException {
    checkOpen();
    return delivery.isReadable(isLent) ? part.remaining() : 0;
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
