package io.weightless.check.bench.websocket;

import java.nio.ByteBuffer;

/// Frames of RFC 6455, section 5.2, made once and sent again and again.
final class Frames {
  private static final byte BINARY = (byte) 0x82; // the last of its message
  private static final byte PING = (byte) 0x89;
  private static final byte PONG = (byte) 0x8a;
  private static final int MASKED = 0x80;
  private static final int SHORT = 125;
  private static final int IN_TWO_BYTES = 126;
  private static final int MOST = 0xffff;
  private static final int HEAD_BYTES = 8;
  private static final byte[] KEY = {0x12, (byte) 0xa5, 0x5a, (byte) 0xc3};

  private Frames() {}

  /// A message of so many bytes, as a client sends it.
  static ByteBuffer message(int bytes) {
    return frame(BINARY, bytes, true);
  }

  /// The same message, as a server sends it.
  static ByteBuffer answer(int bytes) {
    return frame(BINARY, bytes, false);
  }

  /// Of a client, without content.
  static ByteBuffer ping() {
    return frame(PING, 0, true);
  }

  /// What answers it.
  static ByteBuffer pong() {
    return frame(PONG, 0, false);
  }

  private static ByteBuffer frame(byte first, int bytes, boolean isMasked) {
    if (bytes > MOST) {
      throw new IllegalArgumentException("a length in two bytes is no more than " + MOST);
    }
    ByteBuffer frame = ByteBuffer.allocateDirect(HEAD_BYTES + bytes).put(first);
    int mask = isMasked ? MASKED : 0;
    if (bytes <= SHORT) {
      frame.put((byte) (mask | bytes));
    } else {
      frame.put((byte) (mask | IN_TWO_BYTES)).putShort((short) bytes);
    }
    if (isMasked) {
      frame.put(KEY);
    }
    for (int i = 0; i < bytes; i++) {
      int content = i * 31;
      frame.put((byte) (isMasked ? content ^ KEY[i % KEY.length] : content));
    }
    return frame.flip().slice();
  }
}
