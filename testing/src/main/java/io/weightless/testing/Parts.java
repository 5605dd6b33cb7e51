package io.weightless.testing;

import io.weightless.net.Sink;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What comes in at a stream, part by part, for the task that reads.
interface Parts {
  /// Waits for the next one and lends it; an empty one at the end.
  ByteBuffer next() throws IOException;

  /// What is left in `part`, the last one, comes next.
  void putBack(ByteBuffer part);

  /// Moves all to `target`. What that does not take, when it fails or the task is cancelled, is
  /// read next; all the while nobody else reads.
  default long moveTo(Sink target, StreamRules rules) throws IOException {
    rules.beginRead();
    try {
      long moved = 0;
      for (ByteBuffer part = next(); part.hasRemaining(); part = next()) {
        moved += pass(part, target);
        rules.giveBack();
        rules.checkOpen();
      }
      return moved;
    } finally {
      rules.giveBack();
      rules.endRead();
    }
  }

  private int pass(ByteBuffer part, Sink target) throws IOException {
    int length = part.remaining();
    try {
      target.write(part);
    } finally {
      putBack(part);
    }
    return length;
  }
}
