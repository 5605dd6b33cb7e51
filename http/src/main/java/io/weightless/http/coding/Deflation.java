package io.weightless.http.coding;

import io.weightless.http.coding.Encoder.Flush;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/// Data being compressed as RFC 1951 says.
final class Deflation implements AutoCloseable {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Deflater deflater;

  /// @param isBare whether it is without the envelope of RFC 1950
  Deflation(int level, boolean isBare) {
    deflater = new Deflater(level, isBare);
  }

  /// As [Encoder#encode] says.
  boolean deflate(ByteBuffer source, ByteBuffer target, Flush flush) {
    deflater.setInput(source);
    if (flush == Flush.END) {
      deflater.finish();
    }
    int mode = flush == Flush.ALL ? Deflater.SYNC_FLUSH : Deflater.NO_FLUSH;
    try {
      deflater.deflate(target, mode);
    } finally {
      deflater.setInput(NOTHING); // it was lent
    }
    return flush == Flush.END ? deflater.finished() : target.hasRemaining();
  }

  @Override
  public void close() {
    deflater.end();
  }
}
