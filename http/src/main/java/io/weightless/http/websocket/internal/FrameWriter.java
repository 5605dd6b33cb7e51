package io.weightless.http.websocket.internal;

import java.nio.ByteBuffer;

/// Puts the heads of frames (RFC 6455, section 5.2).
public final class FrameWriter {
  /// Of a head, at most.
  public static final int HEAD_BYTES = 14;

  private static final int FINAL = 0x80;
  private static final int COMPRESSED = 0x40;
  private static final int MASKED = 0x80;
  private static final int SHORT = 125;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;

  private FrameWriter() {}

  /// The head of a frame without a mask.
  public static void head(
      ByteBuffer out, int opcode, boolean isFinal, boolean isCompressed, long length) {
    put(out, first(opcode, isFinal, isCompressed), length, 0);
  }

  /// The head of a masked frame.
  public static void maskedHead(
      ByteBuffer out, int opcode, boolean isFinal, boolean isCompressed, long length, int key) {
    put(out, first(opcode, isFinal, isCompressed), length, MASKED);
    out.putInt(key);
  }

  private static int first(int opcode, boolean isFinal, boolean isCompressed) {
    return opcode | (isFinal ? FINAL : 0) | (isCompressed ? COMPRESSED : 0);
  }

  private static void put(ByteBuffer out, int first, long length, int mask) {
    out.put((byte) first);
    if (length <= SHORT) {
      out.put((byte) (mask | length));
    } else if (length <= 0xffff) {
      out.put((byte) (mask | TWO_BYTES)).putShort((short) length);
    } else {
      out.put((byte) (mask | EIGHT_BYTES)).putLong(length);
    }
  }
}
