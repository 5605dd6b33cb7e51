package io.weightless.http.internal.wire;

import io.weightless.http.BadRequest;
import io.weightless.http.Limits;
import io.weightless.http.Status;
import java.nio.ByteBuffer;

/// All of a chunked body that is not data: sizes, extensions, line ends, and the trailer section,
/// which is checked like fields of a head and then dropped.
final class ChunkLines {
  private enum State {
    SIZE,
    BLANK,
    EXTENSION,
    SIZE_LF,
    DATA_CR,
    DATA_LF,
    TRAILER,
    NAME,
    VALUE,
    TRAILER_LF,
    LAST_LF,
    FINISHED
  }

  /// Fifteen hex digits can't overflow, and are more than any limit.
  private static final int SIZE_DIGITS = 15;

  private final Limits limits;
  private State state = State.SIZE;
  private long size;
  private int digits;
  private long total;
  private int trailers;

  /// Of extensions and trailers together: what a peer can make us read without sending data.
  private int overhead;

  ChunkLines(Limits limits) {
    this.limits = limits;
  }

  /// Reads on until the data of a chunk begins.
  ///
  /// @return how many bytes of data follow; 0 if `in` is used up or the body is finished
  long next(ByteBuffer in) throws BadRequest {
    while (in.hasRemaining() && state != State.FINISHED) {
      if (accept(in.get())) {
        return size;
      }
    }
    return 0;
  }

  boolean isFinished() {
    return state == State.FINISHED;
  }

  /// @return whether data follows
  private boolean accept(byte b) throws BadRequest {
    switch (state) {
      case SIZE -> size(b);
      case BLANK -> blank(b);
      case EXTENSION -> extension(b);
      case SIZE_LF -> {
        expect(b, '\n');
        return begin();
      }
      case DATA_CR -> become(b, '\r', State.DATA_LF);
      case DATA_LF -> {
        expect(b, '\n');
        size = 0;
        digits = 0;
        state = State.SIZE;
      }
      case TRAILER -> trailer(b);
      case NAME -> name(b);
      case VALUE -> value(b);
      case TRAILER_LF -> become(b, '\n', State.TRAILER);
      case LAST_LF -> become(b, '\n', State.FINISHED);
      case FINISHED -> throw new IllegalStateException("the body is finished");
    }
    return false;
  }

  private void size(byte b) throws BadRequest {
    int digit = Characters.hexDigit(b);
    if (digit >= 0) {
      if (++digits > SIZE_DIGITS) {
        throw new BadRequest("a chunk size has more than " + SIZE_DIGITS + " digits");
      }
      size = size << 4 | digit;
    } else if (digits == 0) {
      throw new BadRequest("a chunk does not begin with its size in hex digits");
    } else if (b == '\r') {
      state = State.SIZE_LF;
    } else {
      state = State.BLANK;
      blank(b);
    }
  }

  /// Blanks may stand before the semicolon of an extension, though nobody should send them.
  private void blank(byte b) throws BadRequest {
    spend();
    if (b == ';') {
      state = State.EXTENSION;
    } else if (!Characters.isBlank(b)) {
      throw new BadRequest("a chunk size is not followed by CR LF or an extension");
    }
  }

  private void extension(byte b) throws BadRequest {
    spend();
    if (b == '\r') {
      state = State.SIZE_LF;
    } else if (!Characters.isValue(b)) {
      throw new BadRequest("a chunk extension has a control character in it");
    }
  }

  private boolean begin() throws BadRequest {
    if (size > limits.body().bytes() - total) {
      throw new BadRequest(
          Status.CONTENT_TOO_LARGE,
          "the body is too long; limit " + limits.body().bytes() + " bytes");
    }
    total += size;
    state = size == 0 ? State.TRAILER : State.DATA_CR;
    return size > 0;
  }

  private void trailer(byte b) throws BadRequest {
    if (b == '\r') {
      state = State.LAST_LF;
      return;
    }
    if (++trailers > limits.head().fields()) {
      throw new BadRequest(
          Status.HEAD_TOO_LARGE,
          "there are too many trailer fields; limit " + limits.head().fields());
    }
    if (!Characters.isToken(b)) {
      throw new BadRequest("a trailer field does not begin with a name");
    }
    state = State.NAME;
    spend();
  }

  private void name(byte b) throws BadRequest {
    spend();
    if (b == ':') {
      state = State.VALUE;
    } else if (!Characters.isToken(b)) {
      throw new BadRequest("the name of a trailer field is not followed by a colon");
    }
  }

  private void value(byte b) throws BadRequest {
    spend();
    if (b == '\r') {
      state = State.TRAILER_LF;
    } else if (!Characters.isValue(b)) {
      throw new BadRequest("a trailer field has a control character in it");
    }
  }

  private void spend() throws BadRequest {
    if (++overhead > limits.head().bytes()) {
      throw new BadRequest(
          Status.HEAD_TOO_LARGE,
          "chunk extensions and trailers are too long; limit " + limits.head().bytes() + " bytes");
    }
  }

  private void become(byte b, char wanted, State next) throws BadRequest {
    expect(b, wanted);
    state = next;
  }

  private static void expect(byte b, char wanted) throws BadRequest {
    if (b != wanted) {
      throw new BadRequest("a chunk or a line of the chunked body does not end with CR LF");
    }
  }
}
