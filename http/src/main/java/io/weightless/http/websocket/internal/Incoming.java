package io.weightless.http.websocket.internal;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the peer sends, as it comes: frames become messages and control frames between their parts
/// (RFC 6455, sections 5.4 to 5.6).
///
/// [#next] says what is here; of a [DATA][Signal#DATA] whoever calls takes as much as there is room
/// for, and asks again.
public final class Incoming {
  /// Unmasked in one go, to be decompressed.
  private static final int PIECE = 8 * 1024;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /// What comes next.
  public enum Signal {
    /// More input is needed.
    MORE,

    /// Part of a message: [#take] it.
    DATA,

    /// The message is over.
    END,
    PING,
    PONG,
    CLOSE
  }

  private final FrameParser parser;

  /// Null if messages are never compressed.
  private final @Nullable Inflating inflating;

  private final Utf8Check utf8 = new Utf8Check();

  /// A message has begun.
  private boolean hasMessage;

  /// Of the present message, or the last one.
  private boolean isText;

  private boolean isCompressed;

  /// What is being decompressed.
  private ByteBuffer piece = NOTHING;

  /// Within a frame, behind its head.
  private boolean isInside;

  /// Of the present frame's payload.
  private long left;

  private long taken;

  /// Payload of the present control frame, as far as it has come.
  private final ByteBuffer control = ByteBuffer.allocate(125);

  /// @param isServer whether the peer is a client
  /// @param longestFrame payload, in bytes
  /// @param inflating closed by [#close]; null if messages are never compressed
  public Incoming(boolean isServer, int longestFrame, @Nullable Inflating inflating) {
    boolean isCompressed = inflating != null;
    this.parser =
        new FrameParser(isServer, isCompressed, isCompressed ? coded(longestFrame) : longestFrame);
    this.inflating = inflating;
  }

  /// How long what does not compress gets: five bytes for each 16 KiB, and some.
  private static long coded(int bytes) {
    return bytes + (bytes >> 10) + 64L;
  }

  /// What is at the front of `in`, whose heads and control frames are used up by it.
  ///
  /// @throws Violation what the peer should not have sent; it can't go on
  public Signal next(ByteBuffer in) throws Violation {
    while (true) {
      if (!isInside) {
        if (!parser.parse(in)) {
          return Signal.MORE;
        }
        begin();
      }
      Signal signal = parser.isControl() ? control(in) : data(in);
      if (signal != null) {
        return signal;
      }
    }
  }

  private void begin() throws Violation {
    isInside = true;
    left = parser.length();
    taken = 0;
    if (parser.isControl()) {
      control.clear();
    } else if (parser.opcode() == Opcode.CONTINUATION) {
      checkContinuation();
    } else {
      beginMessage();
    }
  }

  private void checkContinuation() throws Violation {
    if (!hasMessage) {
      throw new Violation(CloseCodes.PROTOCOL_ERROR, "there is no message to go on with");
    }
    if (parser.isCompressed()) {
      throw new Violation(CloseCodes.PROTOCOL_ERROR, "a reserved bit is set");
    }
  }

  private void beginMessage() throws Violation {
    if (hasMessage) {
      throw new Violation(CloseCodes.PROTOCOL_ERROR, "a message begins within another one");
    }
    hasMessage = true;
    isText = parser.opcode() == Opcode.TEXT;
    isCompressed = parser.isCompressed();
  }

  private @Nullable Signal control(ByteBuffer in) throws Violation {
    int count = (int) Math.min(left, in.remaining());
    Masking.copy(in, control, count, parser.key(), taken);
    left -= count;
    taken += count;
    if (left > 0) {
      return Signal.MORE;
    }
    isInside = false;
    control.flip();
    return switch (parser.opcode()) {
      case Opcode.PING -> Signal.PING;
      case Opcode.PONG -> Signal.PONG;
      default -> Signal.CLOSE;
    };
  }

  private @Nullable Signal data(ByteBuffer in) throws Violation {
    if (piece.hasRemaining() || (inflating != null && !inflating.isDry())) {
      return Signal.DATA;
    }
    if (left > 0) {
      return in.hasRemaining() ? Signal.DATA : Signal.MORE;
    }
    isInside = false;
    return parser.isFinal() ? endMessage() : null;
  }

  private Signal endMessage() throws Violation {
    if (isCompressed) {
      Objects.requireNonNull(inflating).endMessage();
      piece = NOTHING;
    }
    if (!utf8.isWhole()) {
      throw notUtf8();
    }
    hasMessage = false;
    return Signal.END;
  }

  /// Moves as much of a message from `in` to `target` as is here, and has room.
  public void take(ByteBuffer in, ByteBuffer target) throws Violation {
    int from = target.position();
    if (isCompressed) {
      inflate(in, target, Objects.requireNonNull(inflating));
    } else {
      unmask(in, target);
    }
    if (isText && !utf8.accepts(target, from, target.position())) {
      throw notUtf8();
    }
  }

  private void unmask(ByteBuffer in, ByteBuffer target) {
    int count = (int) Math.min(left, Math.min(in.remaining(), target.remaining()));
    Masking.copy(in, target, count, parser.key(), taken);
    left -= count;
    taken += count;
  }

  private void inflate(ByteBuffer in, ByteBuffer target, Inflating inflating) throws Violation {
    if (inflating.isDry()) {
      if (piece.capacity() == 0) {
        piece = ByteBuffer.allocate((int) Math.min(parser.isFinal() ? left : PIECE, PIECE));
      }
      unmask(in, piece.clear());
      inflating.feed(piece.flip());
    }
    inflating.inflate(target);
  }

  /// Whether the present message is one of text, or the last one if none has begun.
  public boolean isText() {
    return isText;
  }

  /// How many bytes of the present message are known to come.
  public long left() {
    return isCompressed ? 0 : left;
  }

  /// Whether no more will come than [#left] says.
  public boolean isLast() {
    return parser.isFinal() && !isCompressed;
  }

  /// Frees what it holds. Idempotent.
  public void close() {
    if (inflating != null) {
      inflating.close();
    }
  }

  /// Payload of the control frame that was told of last; valid until the next [#next].
  public ByteBuffer control() {
    return control;
  }

  private static Violation notUtf8() {
    return new Violation(CloseCodes.INVALID, "a text is not UTF-8");
  }
}
