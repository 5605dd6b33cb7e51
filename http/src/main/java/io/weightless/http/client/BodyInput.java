package io.weightless.http.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// The body of a response to read from.
final class BodyInput extends InputStream {
  private final ClientResponse response;

  /// Lent by the body.
  private ByteBuffer part = ByteBuffer.allocate(0);

  private boolean isEnded;

  BodyInput(ClientResponse response) {
    this.response = response;
  }

  @Override
  public int read() throws IOException {
    return isOver() ? -1 : part.get() & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (isOver()) {
      return -1;
    }
    int count = Math.min(length, part.remaining());
    part.get(target, offset, count);
    return count;
  }

  @Override
  public int available() {
    return part.remaining();
  }

  @Override
  public void close() {
    part = ByteBuffer.allocate(0);
    isEnded = true;
    response.close();
  }

  private boolean isOver() throws IOException {
    if (!part.hasRemaining() && !isEnded) {
      part = response.body().read();
      isEnded = !part.hasRemaining();
    }
    return isEnded;
  }
}
