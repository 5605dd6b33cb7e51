package io.weightless.http.websocket.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Frames as a peer sends them: of a client masked, of a server not.
final class Frames {
  private static final int KEY = 0x37fa213d;

  private final boolean areMasked;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Frames(boolean areMasked) {
    this.areMasked = areMasked;
  }

  /// One more.
  ///
  /// @param first its first byte: the bits, and the opcode
  Frames add(int first, byte[] payload) {
    int bits = first >> 4;
    ByteBuffer frame = ByteBuffer.allocate(FrameWriter.HEAD_BYTES + payload.length);
    if (areMasked) {
      FrameWriter.maskedHead(
          frame, first & 0xf, (bits & 8) != 0, (bits & 4) != 0, payload.length, KEY);
      Masking.copy(ByteBuffer.wrap(payload), frame, payload.length, KEY, 0);
    } else {
      FrameWriter.head(frame, first & 0xf, (bits & 8) != 0, (bits & 4) != 0, payload.length);
      frame.put(payload);
    }
    bytes.writeBytes(Messages.taken(frame.flip()));
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  /// In two.
  static List<ByteBuffer> cutAt(byte[] bytes, int at) {
    return List.of(ByteBuffer.wrap(bytes, 0, at), ByteBuffer.wrap(bytes, at, bytes.length - at));
  }

  /// At random, in pieces of at most so many bytes.
  static List<ByteBuffer> cut(byte[] bytes, int most, SplittableRandom random) {
    List<ByteBuffer> pieces = new ArrayList<>();
    int start = 0;
    while (start < bytes.length) {
      int length = Math.min(bytes.length - start, 1 + random.nextInt(most));
      pieces.add(ByteBuffer.wrap(bytes, start, length));
      start += length;
    }
    return pieces;
  }
}
