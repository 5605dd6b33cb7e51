package io.weightless.http;

import java.nio.ByteBuffer;

/// A body that is here already.
final class BytesBody implements IncomingBody {
  static final BytesBody EMPTY = new BytesBody(new byte[0]);

  private final ByteBuffer bytes;
  private final int length;
  private boolean isGiven;

  BytesBody(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
    this.length = bytes.length;
  }

  @Override
  public ByteBuffer read() {
    if (isGiven) {
      bytes.position(length);
    }
    isGiven = true;
    return bytes;
  }

  @Override
  public long length() {
    return length;
  }
}
