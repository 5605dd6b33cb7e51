package io.weightless.tool.coding;

import com.github.luben.zstd.util.Native;
import io.weightless.http.coding.ContentCoding;
import io.weightless.http.coding.Decoder;
import io.weightless.http.coding.Encoder;

/// The coding `zstd` (RFC 8878), by zstd-jni.
public final class Zstd implements ContentCoding {
  /// As the `zstd` command does it by default.
  static final int LEVEL = 3;

  /// What a window may have, as a power of two: 8 MiB (RFC 9659, section 3).
  static final int WINDOW = 23;

  /// For whoever looks for services.
  public Zstd() {}

  @Override
  public String name() {
    return "zstd";
  }

  @Override
  public boolean isAvailable() {
    try {
      Native.load();
      return Native.isLoaded();
    } catch (LinkageError _) {
      return false;
    }
  }

  @Override
  public Encoder encoder() {
    return new ZstdEncoder();
  }

  @Override
  public Decoder decoder() {
    return new ZstdDecoder();
  }
}
