package io.weightless.http.coding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/// Reads the members of gzip, one behind the other (RFC 1952), and checks all that can be checked.
final class GzipDecoder implements Decoder {
  private enum Part {
    HEADER,
    DATA,
    TRAILER
  }

  /// The checksum of what a member holds, and its length modulo 2^32.
  private final ByteBuffer trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);

  private final Inflation inflation = new Inflation();
  private final CRC32 checksum = new CRC32();
  private GzipHeader header = new GzipHeader();
  private Part part = Part.HEADER;
  private int length;
  private boolean isComplete;

  @Override
  public void decode(ByteBuffer source, ByteBuffer target) throws MalformedContent {
    boolean isPartOver = true;
    while (isPartOver) {
      isPartOver =
          switch (part) {
            case HEADER -> readHeader(source);
            case DATA -> inflate(source, target);
            case TRAILER -> readTrailer(source);
          };
    }
  }

  @Override
  public boolean isComplete() {
    return isComplete;
  }

  @Override
  public void close() {
    inflation.close();
  }

  private boolean readHeader(ByteBuffer source) throws MalformedContent {
    isComplete &= !source.hasRemaining();
    if (!header.read(source)) {
      return false;
    }
    header = new GzipHeader();
    part = Part.DATA;
    return true;
  }

  private boolean inflate(ByteBuffer source, ByteBuffer target) throws MalformedContent {
    ByteBuffer put = target.duplicate();
    boolean isOver = inflation.inflate(source, target);
    put.limit(target.position());
    length += put.remaining();
    checksum.update(put);
    if (isOver) {
      part = Part.TRAILER;
    }
    return isOver;
  }

  private boolean readTrailer(ByteBuffer source) throws MalformedContent {
    while (trailer.hasRemaining() && source.hasRemaining()) {
      trailer.put(source.get());
    }
    if (trailer.hasRemaining()) {
      return false;
    }
    if (trailer.getInt(0) != (int) checksum.getValue()) {
      throw new MalformedContent("its checksum is another than that of what it holds");
    }
    if (trailer.getInt(Integer.BYTES) != length) {
      throw new MalformedContent("its length is another than that of what it holds");
    }
    nextMember();
    return true;
  }

  private void nextMember() {
    trailer.clear();
    checksum.reset();
    length = 0;
    inflation.reset();
    part = Part.HEADER;
    isComplete = true;
  }
}
