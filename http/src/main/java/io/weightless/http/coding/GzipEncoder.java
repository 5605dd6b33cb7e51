package io.weightless.http.coding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/// Makes one member of gzip (RFC 1952).
final class GzipEncoder implements Encoder {
  private static final int TRAILER_BYTES = 8;

  /// No name, no time, and no system.
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private final Deflation deflation;
  private final CRC32 checksum = new CRC32();

  /// How many bytes went in, modulo 2^32.
  private int length;

  /// What has to come out: the header, and later the trailer.
  private ByteBuffer edge = ByteBuffer.wrap(HEADER);

  private boolean isAtTrailer;

  GzipEncoder(int level) {
    deflation = new Deflation(level, true);
  }

  @Override
  public boolean encode(ByteBuffer source, ByteBuffer target, Flush flush) {
    if (!putEdge(target)) {
      return false;
    }
    if (isAtTrailer) {
      return true;
    }
    ByteBuffer taken = source.duplicate();
    boolean isOut = deflation.deflate(source, target, flush);
    taken.limit(source.position());
    length += taken.remaining();
    checksum.update(taken);
    return isOut && (flush != Flush.END || putTrailer(target));
  }

  @Override
  public void close() {
    deflation.close();
  }

  private boolean putTrailer(ByteBuffer target) {
    ByteBuffer trailer = ByteBuffer.allocate(TRAILER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    edge = trailer.putInt((int) checksum.getValue()).putInt(length).flip();
    isAtTrailer = true;
    return putEdge(target);
  }

  private boolean putEdge(ByteBuffer target) {
    while (edge.hasRemaining() && target.hasRemaining()) {
      target.put(edge.get());
    }
    return !edge.hasRemaining();
  }
}
