package io.weightless.http.websocket;

import io.weightless.http.websocket.internal.Deflating;
import io.weightless.http.websocket.internal.Opcode;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A message that is sent in parts, by [WebSocket#sendParts].
public final class OutgoingMessage {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Outbound outbound;

  /// Of the next frame.
  private int opcode;

  /// Null if it is not compressed.
  private final @Nullable Deflating deflating;

  private boolean isFinished;

  OutgoingMessage(Outbound outbound, boolean isText) throws IOException {
    this.outbound = outbound;
    this.deflating = outbound.deflating();
    this.opcode = isText ? Opcode.TEXT : Opcode.BINARY;
  }

  /// Sends all that remains in `part`; of a text, UTF-8, which may end within a character. What is
  /// compressed goes out when there is enough of it.
  ///
  /// - **Waits**: until it is taken.
  ///
  /// @throws IllegalStateException when the message is over
  public void write(ByteBuffer part) throws IOException {
    if (isFinished) {
      throw new IllegalStateException("the message is over");
    }
    if (deflating == null) {
      frame(false, part);
      return;
    }
    outbound.checkOpen(); // else the compressor may be closed
    ByteBuffer ready = deflating.part(part);
    if (ready.hasRemaining()) {
      frame(false, ready);
    }
  }

  void finish() throws IOException {
    outbound.checkOpen();
    frame(true, deflating == null ? NOTHING : deflating.end());
    isFinished = true;
  }

  /// The bit that says that a message is compressed is that of its first frame.
  private void frame(boolean isLast, ByteBuffer payload) throws IOException {
    outbound.frame(opcode, isLast, deflating != null && opcode != Opcode.CONTINUATION, payload);
    opcode = Opcode.CONTINUATION;
  }

  boolean isFinished() {
    return isFinished;
  }
}
