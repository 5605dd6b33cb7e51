package io.weightless.net.internal.uring;

import io.weightless.net.internal.linux.Memory;
import java.nio.ByteBuffer;

/// Bytes that were written and have not gone out yet. More can be added while the kernel sends.
final class Departure {
  static final int BYTES = 16 * 1024;

  /// Its position is behind what was added.
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES);

  private final long address = Memory.addressOf(bytes);
  private int sent;

  void clear() {
    bytes.clear();
    sent = 0;
  }

  int room() {
    return bytes.remaining();
  }

  /// Adds as much as there is room for.
  ///
  /// @return how much
  int add(ByteBuffer source) {
    int length = Math.min(source.remaining(), bytes.remaining());
    bytes.put(bytes.position(), source, source.position(), length);
    bytes.position(bytes.position() + length);
    source.position(source.position() + length);
    return length;
  }

  /// Of the first one that has not gone out.
  long address() {
    return address + sent;
  }

  int left() {
    return bytes.position() - sent;
  }

  /// What has not gone out.
  ByteBuffer rest() {
    return bytes.duplicate().position(sent).limit(bytes.position());
  }

  void sent(int length) {
    sent += length;
  }
}
