package io.weightless.http.coding;

import java.nio.ByteBuffer;
import java.util.List;

/// The coding `deflate`, which is the format of zlib.
///
/// @param level from 1 to 9, or [Gzip#DEFAULT_LEVEL]
record Deflate(int level) implements ContentCoding {
  Deflate {
    Gzip.checkLevel(level);
  }

  @Override
  public String name() {
    return "deflate";
  }

  /// Not registered; clients of old send it.
  @Override
  public List<String> aliases() {
    return List.of("x-deflate");
  }

  @Override
  public Encoder encoder() {
    return new Zlib(new Deflation(level, false));
  }

  @Override
  public Decoder decoder() {
    return new DeflateDecoder();
  }

  private record Zlib(Deflation deflation) implements Encoder {
    @Override
    public boolean encode(ByteBuffer source, ByteBuffer target, Flush flush) {
      return deflation.deflate(source, target, flush);
    }

    @Override
    public void close() {
      deflation.close();
    }
  }
}
