package io.weightless.http.coding;

import java.util.List;
import java.util.zip.Deflater;

/// The coding `gzip`.
///
/// @param level from 1 to 9, or [#DEFAULT_LEVEL]
record Gzip(int level) implements ContentCoding {
  static final int DEFAULT_LEVEL = Deflater.DEFAULT_COMPRESSION;

  Gzip {
    checkLevel(level);
  }

  static void checkLevel(int level) {
    if (level != DEFAULT_LEVEL && (level < 1 || level > 9)) {
      throw new IllegalArgumentException("a level is from 1 to 9, not " + level);
    }
  }

  @Override
  public String name() {
    return "gzip";
  }

  @Override
  public List<String> aliases() {
    return List.of("x-gzip"); // RFC 9110, section 8.4.1.3
  }

  @Override
  public Encoder encoder() {
    return new GzipEncoder(level);
  }

  @Override
  public Decoder decoder() {
    return new GzipDecoder();
  }
}
