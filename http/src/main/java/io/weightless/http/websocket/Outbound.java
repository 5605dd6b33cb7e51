package io.weightless.http.websocket;

import io.weightless.http.websocket.internal.Deflating;
import io.weightless.http.websocket.internal.FrameWriter;
import io.weightless.http.websocket.internal.Masking;
import io.weightless.http.websocket.internal.Opcode;
import io.weightless.net.ClosedException;
import io.weightless.net.Stream;
import io.weightless.sync.Lock;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What one side of a connection sends: messages one after the other, control frames between their
/// parts.
final class Outbound {
  // I1 a frame is written as a whole, or nothing is written any more.

  /// Masked and written in one go.
  private static final int PIECE = 16 * 1024;

  private final Stream stream;
  private final Pulse pulse;

  /// Null for a server, whose frames have no mask.
  private final @Nullable MaskKeys keys;

  private final Lock frames = new Lock();
  private final ByteBuffer head = ByteBuffer.allocate(FrameWriter.HEAD_BYTES);

  /// Null if nothing is compressed.
  private final @Nullable Deflating deflating;

  /// From how many bytes on a message is compressed.
  private final int leastBytes;

  private boolean isClosed;
  private boolean isBroken;

  Outbound(
      Stream stream,
      Pulse pulse,
      @Nullable MaskKeys keys,
      @Nullable Deflating deflating,
      int leastBytes) {
    this.stream = stream;
    this.pulse = pulse;
    this.keys = keys;
    this.deflating = deflating;
    this.leastBytes = leastBytes;
  }

  /// A whole message.
  ///
  /// - **Waits**: for the frames of others, and until it is taken.
  void message(int opcode, ByteBuffer content) throws IOException {
    try (var _ = frames.hold()) {
      checkOpen();
      if (deflating != null && compresses(content.remaining())) {
        write(opcode, true, true, deflating.message(content)); // of which nothing may get lost
      } else {
        write(opcode, true, false, content);
      }
    }
  }

  /// What compresses the parts of a message; null if nothing does.
  @Nullable Deflating deflating() throws ClosedException {
    checkOpen();
    return deflating;
  }

  /// - **Waits**: for the frames of others, and until it is taken.
  void frame(int opcode, boolean isLast, boolean isCompressed, ByteBuffer payload)
      throws IOException {
    try (var _ = frames.hold()) {
      checkOpen();
      write(opcode, isLast, isCompressed, payload);
    }
  }

  void checkOpen() throws ClosedException {
    if (isClosed || isBroken) {
      throw closed();
    }
  }

  private ClosedException closed() {
    return new ClosedException("the connection to " + stream.remote() + " is closed");
  }

  /// Whether a message of so many bytes is compressed.
  boolean compresses(int bytes) {
    return deflating != null && bytes >= leastBytes;
  }

  /// A control frame; does nothing when the last frame was sent.
  void answer(int opcode, ByteBuffer payload) throws IOException {
    try (var _ = frames.hold()) {
      if (!isClosed && !isBroken) {
        write(opcode, true, false, payload);
      }
    }
  }

  /// The last frame; does nothing the second time.
  ///
  /// @throws ClosedException when a frame before it was not written as a whole
  void close(CloseReason reason) throws IOException {
    try (var _ = frames.hold()) {
      if (isBroken) {
        throw closed();
      }
      if (!isClosed) {
        isClosed = true;
        write(Opcode.CLOSE, true, false, reason.payload());
      }
    }
  }

  /// A message will not come to its end: resets the connection, unless the last frame, or its
  /// beginning, has told the peer already.
  void abandon() {
    if (!isClosed) {
      release();
      stream.reset();
    }
  }

  /// Frees what it holds; nothing more is sent.
  void release() {
    isBroken = true;
    if (deflating != null) {
      deflating.close();
    }
  }

  private void write(int opcode, boolean isLast, boolean isCompressed, ByteBuffer payload)
      throws IOException {
    boolean isDone = false;
    pulse.writes();
    try {
      head.clear();
      if (keys == null) {
        FrameWriter.head(head, opcode, isLast, isCompressed, payload.remaining());
        stream.write(head.flip(), payload);
      } else {
        int key = keys.next();
        FrameWriter.maskedHead(head, opcode, isLast, isCompressed, payload.remaining(), key);
        writeMasked(payload, key);
      }
      isDone = true;
    } finally {
      pulse.wrote();
      isBroken |= !isDone;
    }
  }

  private void writeMasked(ByteBuffer payload, int key) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(Math.min(PIECE, head.position() + payload.remaining()));
    piece.put(head.flip());
    int at = 0;
    do {
      int count = Math.min(piece.remaining(), payload.remaining());
      Masking.copy(payload, piece, count, key, at);
      at += count;
      stream.write(piece.flip());
      piece.clear();
    } while (payload.hasRemaining());
  }
}
