package io.weightless.http.internal.wire;

import io.weightless.http.BadRequest;
import io.weightless.http.Headers;
import io.weightless.http.Limits;
import io.weightless.http.Status;
import java.nio.ByteBuffer;

/// All of a chunked body that is not data: sizes, extensions, line ends, and trailers (RFC 9112,
/// section 7.1).
final class ChunkLines {
  private enum State {
    SIZE,
    EXTENSIONS,
    SIZE_LF,
    DATA_CR,
    DATA_LF,
    TRAILERS,
    FINISHED
  }

  /// Sizes beyond it could overflow with one more digit, and are beyond any limit.
  private static final long MOST = Long.MAX_VALUE >> 4;

  private static final int USUAL_DIGITS = 16;

  private final Limits limits;
  private final ChunkExtensions extensions = new ChunkExtensions();
  private final Trailers trailers;
  private State state = State.SIZE;
  private long size;
  private int digits;
  private long total;

  /// Of extensions and endless zeros: what a peer makes us read beside the data.
  private long overhead;

  ChunkLines(Limits limits) {
    this.limits = limits;
    this.trailers = new Trailers(limits.head());
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

  Headers trailers() {
    return trailers.fields();
  }

  /// @return whether data follows
  private boolean accept(byte b) throws BadRequest {
    switch (state) {
      case SIZE -> size(b);
      case EXTENSIONS -> extension(b);
      case SIZE_LF -> {
        expect(b, '\n');
        return begin();
      }
      case DATA_CR -> {
        expect(b, '\r');
        state = State.DATA_LF;
      }
      case DATA_LF -> {
        expect(b, '\n');
        size = 0;
        digits = 0;
        state = State.SIZE;
      }
      case TRAILERS -> trailer(b);
      case FINISHED -> throw new IllegalStateException("the body is finished");
    }
    return false;
  }

  private void size(byte b) throws BadRequest {
    int digit = Characters.hexDigit(b);
    if (digit >= 0) {
      if (size > MOST) {
        throw new BadRequest("a chunk size has too many digits");
      }
      size = size << 4 | digit;
      if (++digits > USUAL_DIGITS) {
        spend();
      }
    } else if (digits == 0) {
      throw new BadRequest("a chunk does not begin with its size in hex digits");
    } else if (b == '\r') {
      state = State.SIZE_LF;
    } else {
      state = State.EXTENSIONS;
      extensions.begin();
      extension(b);
    }
  }

  private void extension(byte b) throws BadRequest {
    spend();
    if (extensions.accept(b)) {
      state = State.SIZE_LF;
    }
  }

  private boolean begin() throws BadRequest {
    long limit = limits.body().bytes();
    if (size > limit - total) {
      throw new BadRequest(
          Status.CONTENT_TOO_LARGE, "the body is too long; limit " + limit + " bytes");
    }
    total += size;
    state = size == 0 ? State.TRAILERS : State.DATA_CR;
    return size > 0;
  }

  private void trailer(byte b) throws BadRequest {
    if (trailers.accept(b)) {
      state = State.FINISHED;
    }
  }

  /// Some clients sign each chunk: that may be as much as the data, and a little more.
  private void spend() throws BadRequest {
    int limit = limits.head().fieldBytes();
    if (++overhead > limit + total) {
      throw new BadRequest(
          Status.HEAD_TOO_LARGE,
          "chunk extensions are too long; limit " + limit + " bytes more than the data");
    }
  }

  static void expect(byte b, char wanted) throws BadRequest {
    if (b != wanted) {
      throw new BadRequest("a chunk or a line of the chunked body does not end with CR LF");
    }
  }
}
