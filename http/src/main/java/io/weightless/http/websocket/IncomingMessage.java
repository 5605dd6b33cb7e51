package io.weightless.http.websocket;

import io.weightless.http.websocket.internal.Incoming.Signal;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A message that is received in parts, of [WebSocket#receiveParts].
public final class IncomingMessage {
  private static final int PART = 8 * 1024;

  private final Inbound inbound;
  private final boolean isText;
  private final ByteBuffer part = ByteBuffer.allocate(PART);
  private boolean isOver;

  IncomingMessage(Inbound inbound, boolean isOver) {
    this.inbound = inbound;
    this.isText = inbound.incoming().isText();
    this.isOver = isOver;
  }

  public boolean isText() {
    return isText;
  }

  /// What came next; of a text, UTF-8, which may end within a character.
  ///
  /// - **Waits**: until something is here.
  ///
  /// @return at most 8 KiB, lent until the next read; none at the end
  /// @throws IOException if the connection ends within the message
  public ByteBuffer read() throws IOException {
    if (isOver) {
      return part.clear().limit(0);
    }
    if (inbound.run(this::fill) == null) {
      throw new EOFException("the connection was closed within a message");
    }
    return part;
  }

  /// Reads on to its end, in a task that receives.
  void skip() throws IOException {
    while (!isOver && fill() != null) {
      // Nobody wants it.
    }
  }

  /// Null when the connection was closed.
  private @Nullable ByteBuffer fill() throws IOException {
    part.clear();
    Signal signal = inbound.advance();
    while (signal == Signal.DATA) {
      inbound.take(part);
      if (part.position() > 0) { // else nothing has come out of the decompressor yet
        break;
      }
      signal = inbound.advance();
    }
    isOver = signal == Signal.END;
    part.flip();
    return signal == Signal.CLOSE ? null : part;
  }
}
