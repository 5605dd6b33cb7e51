package io.weightless.net.tls;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Bytes from below, as records: RFC 8446, section 5.1. A record that lies in one piece is taken
/// where it is; one that was cut is put together.
final class Arrivals {
  /// The type, the version, and in two bytes the length of the rest.
  private static final int HEAD = 5;

  private static final int LENGTH_AT = 3;
  private static final int FIRST_TYPE = 20;
  private static final int LAST_TYPE = 23;

  /// Room for the beginning of a record that was cut, in bytes.
  private static final int LITTLE = 512;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /// What is left of what came last, which is lent.
  private ByteBuffer arrived;

  /// A record of which not all has come, to be filled further.
  private @Nullable ByteBuffer cut;

  Arrivals(ByteBuffer first) {
    arrived = first;
  }

  /// The next ones, when [#next] has found none.
  void take(ByteBuffer more) {
    arrived = more;
  }

  /// Whether nothing is left of what came last.
  boolean isUsedUp() {
    return !arrived.hasRemaining();
  }

  /// What was used up goes back to whoever has lent it, who fills it for others.
  void forget() {
    arrived = NOTHING;
  }

  /// Where the next record begins, all of which is there; or what can't be one. Null when more of
  /// it has to come first.
  ///
  /// @param most how long a record may be
  @Nullable ByteBuffer next(int most) {
    if (cut == null && arrived.remaining() >= needed(arrived, most)) {
      return arrived;
    }
    if (cut == null && arrived.hasRemaining()) {
      cut = ByteBuffer.allocate(LITTLE);
    }
    return cut == null ? null : joined(cut, most);
  }

  private @Nullable ByteBuffer joined(ByteBuffer begun, int most) {
    ByteBuffer parts = begun;
    while (true) {
      ByteBuffer filled = parts.duplicate().flip();
      int needed = needed(filled, most);
      int missing = needed - filled.remaining();
      if (missing <= 0) {
        cut = null;
        return filled;
      }
      int length = Math.min(missing, arrived.remaining());
      if (length == 0) {
        return null;
      }
      parts = withRoom(parts, length, needed);
      cut = parts;
      parts.put(parts.position(), arrived, arrived.position(), length);
      parts.position(parts.position() + length);
      arrived.position(arrived.position() + length);
    }
  }

  /// It grows with what has come: to announce much costs a peer nothing.
  private static ByteBuffer withRoom(ByteBuffer parts, int length, int needed) {
    if (parts.remaining() >= length) {
      return parts;
    }
    int wanted = Math.max(parts.position() + length, 2 * parts.capacity());
    return ByteBuffer.allocate(Math.min(wanted, needed)).put(parts.flip());
  }

  /// How many bytes it takes to go on from here: the head, then the whole record.
  private static int needed(ByteBuffer bytes, int most) {
    if (bytes.remaining() < HEAD) {
      return HEAD;
    }
    int type = bytes.get(bytes.position());
    int high = Byte.toUnsignedInt(bytes.get(bytes.position() + LENGTH_AT));
    int length =
        high << Byte.SIZE | Byte.toUnsignedInt(bytes.get(bytes.position() + LENGTH_AT + 1));
    boolean isRecord = type >= FIRST_TYPE && type <= LAST_TYPE && HEAD + length <= most;
    return isRecord ? HEAD + length : HEAD;
  }
}
