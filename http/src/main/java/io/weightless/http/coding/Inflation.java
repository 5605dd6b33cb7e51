package io.weightless.http.coding;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The compressed data of RFC 1951 without any envelope, being decoded.
final class Inflation implements AutoCloseable {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Inflater inflater = new Inflater(true);

  /// Takes from `source`, and puts into `target`, until one of them is used up or the data ends.
  ///
  /// @return whether it has ended
  boolean inflate(ByteBuffer source, ByteBuffer target) throws MalformedContent {
    inflater.setInput(source);
    try {
      inflater.inflate(target);
    } catch (DataFormatException broken) {
      throw new MalformedContent("its compressed data is broken: " + broken.getMessage());
    } finally {
      inflater.setInput(NOTHING); // it was lent
    }
    return inflater.finished();
  }

  /// For other data.
  void reset() {
    inflater.reset();
  }

  @Override
  public void close() {
    inflater.end();
  }
}
