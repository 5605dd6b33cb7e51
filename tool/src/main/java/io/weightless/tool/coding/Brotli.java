package io.weightless.tool.coding;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import io.weightless.http.coding.ContentCoding;
import io.weightless.http.coding.Decoder;
import io.weightless.http.coding.Encoder;
import java.nio.ByteBuffer;

/// The coding `br` (RFC 7932), by brotli4j.
public final class Brotli implements ContentCoding {
  /// From 0 to 11: here it takes twice as long as gzip, and comes out a tenth shorter.
  static final int QUALITY = 5;

  /// What it looks back at, as a power of two: 256 KiB.
  static final int WINDOW = 18;

  /// What is handed to the library in one go.
  static final int PIECE = 16 * 1024;

  /// For whoever looks for services.
  public Brotli() {}

  @Override
  public String name() {
    return "br";
  }

  @Override
  public boolean isAvailable() {
    return Brotli4jLoader.isAvailable();
  }

  @Override
  public Encoder encoder() {
    Brotli4jLoader.ensureAvailability();
    return new BrotliEncoder();
  }

  @Override
  public Decoder decoder() {
    Brotli4jLoader.ensureAvailability();
    return new BrotliDecoder();
  }

  /// As much as there is, and fits.
  static void move(ByteBuffer source, ByteBuffer target) {
    int count = Math.min(source.remaining(), target.remaining());
    target.put(target.position(), source, source.position(), count);
    source.position(source.position() + count);
    target.position(target.position() + count);
  }
}
