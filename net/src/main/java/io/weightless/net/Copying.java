package io.weightless.net;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Moves bytes through this process.
final class Copying {
  private Copying() {}

  static long all(Stream source, Sink target) throws IOException {
    long moved = 0;
    for (ByteBuffer part = source.read(); part.hasRemaining(); part = source.read()) {
      int length = part.remaining();
      target.write(part);
      moved += length;
    }
    return moved;
  }
}
