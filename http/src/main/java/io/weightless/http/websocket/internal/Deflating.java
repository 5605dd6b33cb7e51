package io.weightless.http.websocket.internal;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// Compresses messages for one peer (RFC 7692, section 7.2.1): each in one go, or part by part.
///
/// The compressor's window is always of 32 KiB. Where the peer wants a smaller one, the compressor
/// forgets everything as often as that many bytes went in. So nothing refers farther back; but with
/// a window of 256 bytes hardly anything gets shorter.
///
/// - **Order**: `message`; or `part` as often as need be, then `end`. What was compressed has to be
///   sent, in this order: what comes later may refer to it.
/// - **Cost**: up to 270 KiB of the process from the first message on, some 90 KiB as long as
///   messages are small; without context nothing between two messages.
public final class Deflating implements AutoCloseable {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /// What each flush ends with, and no message: 00 00 ff ff.
  private static final int TAIL = 4;

  /// The header of a block that is stored: what is left of a message of nothing.
  private static final byte EMPTY = 0;

  /// So much room that a mark is not made twice.
  private static final int LEAST_ROOM = 64;

  private final boolean keepsContext;
  private final int window;
  private final Supplier<Deflater> source;

  private @Nullable Deflater deflater;
  private boolean isInMessage;
  private boolean isEmpty = true;
  private boolean isClosed;

  /// How many bytes went in since it last forgot all.
  private int taken;

  Deflating(boolean keepsContext, int windowBits, Supplier<Deflater> source) {
    Deflate.checkBits(windowBits);
    this.keepsContext = keepsContext;
    this.source = source;
    window = windowBits == Deflate.MOST_BITS ? Integer.MAX_VALUE : 1 << windowBits;
  }

  /// For what the server sends.
  ///
  /// @param level of the policy
  public static Deflating ofServer(Deflate deflate, int level) {
    return of(!deflate.serverNoContextTakeover(), deflate.serverMaxWindowBits(), level);
  }

  /// For what the client sends.
  ///
  /// @param level of the policy
  public static Deflating ofClient(Deflate deflate, int level) {
    return of(!deflate.clientNoContextTakeover(), deflate.clientMaxWindowBits(), level);
  }

  private static Deflating of(boolean keepsContext, int windowBits, int level) {
    return new Deflating(keepsContext, windowBits, () -> new Deflater(level, true));
  }

  /// Compresses a whole message.
  ///
  /// @param message is used up
  /// @return its payload, which is the caller's
  /// @throws IllegalStateException within another message, or if it is closed
  public ByteBuffer message(ByteBuffer message) {
    if (isInMessage) {
      throw new IllegalStateException("another message has not ended");
    }
    return run(message, true);
  }

  /// Compresses a part of a message.
  ///
  /// @param part is used up
  /// @return what there is to send so far, often nothing; it is the caller's
  /// @throws IllegalStateException if it is closed
  public ByteBuffer part(ByteBuffer part) {
    return run(part, false);
  }

  /// Ends a message whose parts were given.
  ///
  /// @return the rest of its payload, one byte at least
  /// @throws IllegalStateException if it is closed
  public ByteBuffer end() {
    return run(NOTHING, true);
  }

  private ByteBuffer run(ByteBuffer in, boolean isLast) {
    if (isClosed) {
      throw new IllegalStateException("it is closed");
    }
    Output output = new Output(in.remaining() / 2 + LEAST_ROOM);
    if (in.hasRemaining()) {
      take(in, output);
    }
    isInMessage = !isLast;
    return isLast ? ended(output) : output.written();
  }

  private void take(ByteBuffer in, Output output) {
    Deflater deflater = deflater();
    if (isEmpty && taken > 0 && taken > window - in.remaining()) {
      deflater.reset();
      taken = 0;
    }
    isEmpty = false;
    while (in.hasRemaining()) {
      if (taken == window) {
        output.run(deflater, Deflater.FULL_FLUSH);
        taken = 0;
      }
      takeSome(deflater, in, output);
    }
  }

  private void takeSome(Deflater deflater, ByteBuffer in, Output output) {
    int length = Math.min(in.remaining(), window - taken);
    deflater.setInput(in.slice(in.position(), length));
    output.run(deflater, Deflater.NO_FLUSH);
    deflater.setInput(NOTHING);
    in.position(in.position() + length);
    taken = window == Integer.MAX_VALUE ? 0 : taken + length;
  }

  private ByteBuffer ended(Output output) {
    if (isEmpty) {
      return output.with(EMPTY);
    }
    output.run(deflater(), Deflater.SYNC_FLUSH);
    isEmpty = true;
    if (!keepsContext) {
      free();
    }
    return output.without(TAIL);
  }

  private Deflater deflater() {
    if (deflater == null) {
      deflater = source.get();
    }
    return deflater;
  }

  /// Frees what it holds. Idempotent.
  @Override
  public void close() {
    isClosed = true;
    free();
  }

  private void free() {
    taken = 0;
    if (deflater != null) {
      deflater.end();
      deflater = null;
    }
  }

  /// Grows as need be.
  private static final class Output {
    private ByteBuffer bytes;

    Output(int capacity) {
      bytes = ByteBuffer.allocate(capacity);
    }

    /// Until nothing more comes out.
    void run(Deflater deflater, int mode) {
      do {
        if (bytes.remaining() < LEAST_ROOM) {
          bytes = ByteBuffer.allocate(2 * bytes.capacity()).put(bytes.flip());
        }
        deflater.deflate(bytes, mode);
      } while (!bytes.hasRemaining());
    }

    ByteBuffer with(byte last) {
      return bytes.put(last).flip();
    }

    ByteBuffer without(int tail) {
      return bytes.position(bytes.position() - tail).flip();
    }

    ByteBuffer written() {
      return bytes.flip();
    }
  }
}
