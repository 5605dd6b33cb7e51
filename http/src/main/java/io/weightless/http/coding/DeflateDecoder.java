package io.weightless.http.coding;

import java.nio.ByteBuffer;
import java.util.zip.Adler32;

/// Reads the format of zlib (RFC 1950); and its compressed data alone (RFC 1951), as some peers
/// have understood the name of this coding. What it is can be told from its first two bytes.
final class DeflateDecoder implements Decoder {
  private static final int HAS_DICTIONARY = 0x20;

  private enum Part {
    HEADER,
    DATA,
    TRAILER,
    OVER
  }

  private final Inflation inflation = new Inflation();
  private final Adler32 checksum = new Adler32();

  /// Its first bytes; of bare data they are data.
  private final ByteBuffer header = ByteBuffer.allocate(2);

  private final ByteBuffer trailer = ByteBuffer.allocate(Integer.BYTES);
  private Part part = Part.HEADER;
  private boolean isBare;

  @Override
  public void decode(ByteBuffer source, ByteBuffer target) throws MalformedContent {
    if (part == Part.HEADER && gather(source, header)) {
      readHeader();
    }
    if (part == Part.DATA) {
      inflate(header, target);
    }
    if (part == Part.DATA) {
      inflate(source, target);
    }
    if (part == Part.TRAILER && gather(source, trailer)) {
      readTrailer();
    }
    if (part == Part.OVER && source.hasRemaining()) {
      throw new MalformedContent("there are bytes behind its end");
    }
  }

  @Override
  public boolean isComplete() {
    return part == Part.OVER;
  }

  @Override
  public void close() {
    inflation.close();
  }

  private void readHeader() throws MalformedContent {
    int method = header.get(0) & 0xff;
    int flags = header.get(1) & 0xff;
    isBare = (method & 0x0f) != 8 || method >> 4 > 7 || (method << 8 | flags) % 31 != 0;
    if (!isBare && (flags & HAS_DICTIONARY) != 0) {
      throw new MalformedContent("it needs a dictionary, which nobody has");
    }
    header.position(isBare ? 0 : header.limit());
    part = Part.DATA;
  }

  private void inflate(ByteBuffer source, ByteBuffer target) throws MalformedContent {
    ByteBuffer put = target.duplicate();
    if (inflation.inflate(source, target)) {
      part = isBare ? Part.OVER : Part.TRAILER;
    }
    checksum.update(put.limit(target.position()));
  }

  private void readTrailer() throws MalformedContent {
    if (trailer.getInt(0) != (int) checksum.getValue()) {
      throw new MalformedContent("its checksum is another than that of what it holds");
    }
    part = Part.OVER;
  }

  private static boolean gather(ByteBuffer source, ByteBuffer target) {
    while (source.hasRemaining() && target.hasRemaining()) {
      target.put(source.get());
    }
    return !target.hasRemaining();
  }
}
