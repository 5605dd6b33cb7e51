package io.weightless.http.websocket;

import io.weightless.http.websocket.internal.CloseCodes;
import io.weightless.http.websocket.internal.Incoming;
import io.weightless.http.websocket.internal.Violation;
import java.nio.ByteBuffer;

/// What has come of a message that is received as a whole.
final class Gathered {
  /// Of what is only announced, room is made for so much.
  private static final int AT_ONCE = 64 * 1024;

  private static final int LEAST = 512;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final int most;
  private ByteBuffer bytes = NOTHING;

  /// @param most bytes of a message
  Gathered(int most) {
    this.most = most;
  }

  /// Where more of it goes: as much as has room, which may be a byte too many.
  ByteBuffer room(Incoming message) throws Violation {
    long whole = bytes.position() + message.left();
    check(whole);
    if (!bytes.hasRemaining()) {
      grow(message.isLast() ? whole : Math.max(whole, Math.max(LEAST, 2L * bytes.position())));
    }
    return bytes;
  }

  private void grow(long wanted) {
    int present = bytes.position();
    long room = Math.min(wanted, present + Math.max(AT_ONCE, (long) present));
    bytes = ByteBuffer.allocate((int) Math.min(room, most + 1L)).put(bytes.flip());
  }

  private void check(long length) throws Violation {
    if (length > most) {
      throw new Violation(CloseCodes.TOO_BIG, "a message has more than " + most + " bytes");
    }
  }

  boolean isEmpty() {
    return bytes.position() == 0;
  }

  /// All of it; the next message begins.
  ByteBuffer take() throws Violation {
    check(bytes.position());
    ByteBuffer all = bytes.flip();
    bytes = NOTHING;
    return all;
  }
}
