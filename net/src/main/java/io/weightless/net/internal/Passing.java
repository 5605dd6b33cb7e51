package io.weightless.net.internal;

import io.weightless.net.Sink;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What comes in at a stream, as it is moved to a sink by this process.
public interface Passing {
  /// What came next, lent until the next call; none at the end.
  ///
  /// - **Waits**: until there is some; a cancellation point.
  ByteBuffer next() throws IOException;

  /// What is left in `rest`, which [#next] has lent, is what comes next.
  void keep(ByteBuffer rest);

  /// Moves all that comes to `target`; what that does not take is kept.
  ///
  /// @return how many bytes
  default long passTo(Sink target) throws IOException {
    long moved = 0;
    for (ByteBuffer part = next(); part.hasRemaining(); part = next()) {
      int length = part.remaining();
      try {
        target.write(part);
      } finally {
        if (part.hasRemaining()) {
          keep(part);
        }
      }
      moved += length;
    }
    return moved;
  }
}
