package io.weightless.http.websocket.internal;

import java.nio.ByteBuffer;

/// Reads the heads of frames (RFC 6455, section 5.2), byte by byte, and fails at the first one that
/// can't be right.
final class FrameParser {
  private static final int FINAL = 0x80;
  private static final int COMPRESSED = 0x40;
  private static final int RESERVED = 0x30;
  private static final int MASKED = 0x80;
  private static final int SHORT = 125;
  private static final int TWO_BYTES = 126;

  private enum Stage {
    KIND,
    LENGTH,
    LONG_LENGTH,
    KEY
  }

  private final boolean isMasked;
  private final boolean hasCompression;
  private final long longest;

  private Stage stage = Stage.KIND;
  private int first;
  private long length;
  private int key;

  /// Bytes of the present stage that are still to come.
  private int left;

  /// Bytes of the long length.
  private int wide;

  /// @param isMasked whether the frames of the peer are: those of a client, and of nobody else
  /// @param hasCompression whether messages may be compressed
  /// @param longest payload of a frame, in bytes
  FrameParser(boolean isMasked, boolean hasCompression, long longest) {
    this.isMasked = isMasked;
    this.hasCompression = hasCompression;
    this.longest = longest;
  }

  /// Reads on in the head.
  ///
  /// @return whether it is complete; what is left of `in` is its payload, and what follows
  boolean parse(ByteBuffer in) throws Violation {
    boolean isComplete = false;
    while (!isComplete && in.hasRemaining()) {
      isComplete = take(in.get() & 0xff);
    }
    if (isComplete) {
      stage = Stage.KIND;
    }
    return isComplete;
  }

  private boolean take(int next) throws Violation {
    switch (stage) {
      case KIND -> takeKind(next);
      case LENGTH -> {
        return takeLength(next);
      }
      case LONG_LENGTH -> {
        return takeLong(next);
      }
      case KEY -> {
        key = (key << 8) | next;
        return --left == 0;
      }
    }
    return false;
  }

  private void takeKind(int next) throws Violation {
    first = next;
    if ((next & RESERVED) != 0 || (isCompressed() && (!hasCompression || isControl()))) {
      throw new Violation(CloseCodes.PROTOCOL_ERROR, "a reserved bit is set");
    }
    if (!Opcode.isKnown(opcode())) {
      throw new Violation(CloseCodes.PROTOCOL_ERROR, "there is no opcode " + opcode());
    }
    if (isControl() && !isFinal()) {
      throw new Violation(CloseCodes.PROTOCOL_ERROR, "a control frame is fragmented");
    }
    stage = Stage.LENGTH;
  }

  private boolean takeLength(int next) throws Violation {
    if (((next & MASKED) != 0) != isMasked) {
      throw new Violation(
          CloseCodes.PROTOCOL_ERROR,
          isMasked ? "a client's frame is not masked" : "a server's frame is masked");
    }
    length = next & ~MASKED;
    if (length <= SHORT) {
      return endLength();
    }
    if (isControl()) {
      throw new Violation(CloseCodes.PROTOCOL_ERROR, "a control frame has more than 125 bytes");
    }
    wide = length == TWO_BYTES ? Short.BYTES : Long.BYTES;
    left = wide;
    length = 0;
    stage = Stage.LONG_LENGTH;
    return false;
  }

  private boolean takeLong(int next) throws Violation {
    if (left == Long.BYTES && next > Byte.MAX_VALUE) {
      throw new Violation(CloseCodes.PROTOCOL_ERROR, "a frame's length has its first bit set");
    }
    length = (length << 8) | next;
    left--;
    if (wide == Short.BYTES ? left == 0 && length <= SHORT : left == Short.BYTES && length == 0) {
      throw new Violation(CloseCodes.PROTOCOL_ERROR, "a frame's length has a shorter form");
    }
    return left == 0 && endLength();
  }

  private boolean endLength() throws Violation {
    if (length > longest && !isControl()) {
      throw new Violation(CloseCodes.TOO_BIG, "a frame has " + length + " bytes; limit " + longest);
    }
    key = 0;
    left = Integer.BYTES;
    stage = Stage.KEY;
    return !isMasked;
  }

  boolean isFinal() {
    return (first & FINAL) != 0;
  }

  boolean isCompressed() {
    return (first & COMPRESSED) != 0;
  }

  int opcode() {
    return first & 0xf;
  }

  boolean isControl() {
    return Opcode.isControl(opcode());
  }

  /// Of the payload, in bytes.
  long length() {
    return length;
  }

  /// Of the mask; 0 for none.
  int key() {
    return key;
  }

  /// Whether a frame has begun that is not complete.
  boolean hasBegun() {
    return stage != Stage.KIND;
  }
}
