package io.weightless.http.internal.wire;

import io.weightless.http.BadRequest;
import io.weightless.http.Headers;
import io.weightless.http.Limits;
import io.weightless.http.Status;
import java.util.Arrays;

/// The fields behind a chunked body (RFC 9112, section 7.1.2), byte for byte.
///
/// Fields that would have changed how the request was read, had they come in time, are refused (RFC
/// 9110, section 6.5.1).
final class Trailers {
  private enum State {
    LINE,
    NAME,
    BLANK,
    VALUE,
    LF,
    LAST_LF
  }

  private static final int SPAN = 4;

  private final Limits.Head limits;
  private State state = State.LINE;
  private byte[] bytes = new byte[0];
  private int length;
  private int[] spans = new int[0];
  private int count;

  Trailers(Limits.Head limits) {
    this.limits = limits;
  }

  /// As far as they were read.
  Headers fields() {
    return Headers.parsed(bytes, 0, length, spans, count);
  }

  /// @return whether `b` is the last byte of the section
  boolean accept(byte b) throws BadRequest {
    switch (state) {
      case LINE -> line(b);
      case NAME -> name(b);
      case BLANK -> blank(b);
      case VALUE -> value(b);
      case LF -> {
        ChunkLines.expect(b, '\n');
        put(b);
        state = State.LINE;
      }
      case LAST_LF -> {
        ChunkLines.expect(b, '\n');
        return true;
      }
    }
    return false;
  }

  private void line(byte b) throws BadRequest {
    if (b == '\r') {
      state = State.LAST_LF;
      return;
    }
    if (count == limits.fields()) {
      throw new BadRequest(
          Status.HEAD_TOO_LARGE, "there are too many trailer fields; limit " + limits.fields());
    }
    if (!Characters.isToken(b)) {
      throw new BadRequest("a trailer field does not begin with a name");
    }
    mark(0);
    put(b);
    state = State.NAME;
  }

  private void name(byte b) throws BadRequest {
    if (b == ':') {
      mark(1);
      state = State.BLANK;
    } else if (!Characters.isToken(b)) {
      throw new BadRequest("the name of a trailer field is not followed by a colon");
    }
    put(b);
  }

  private void blank(byte b) throws BadRequest {
    if (Characters.isBlank(b)) {
      put(b);
    } else {
      mark(2);
      state = State.VALUE;
      value(b);
    }
  }

  private void value(byte b) throws BadRequest {
    if (b == '\r') {
      endField();
      state = State.LF;
    } else if (!Characters.isValue(b)) {
      throw new BadRequest("a trailer field has a control character in it");
    }
    put(b);
  }

  private void endField() throws BadRequest {
    int field = count * SPAN;
    spans[field + 3] = Framing.trimBlanks(bytes, spans[field + 2], length);
    if (Framing.matters(bytes, spans[field], spans[field + 1])) {
      throw new BadRequest("a trailer field says how to read what was read already");
    }
    count++;
  }

  private void mark(int part) {
    if ((count + 1) * SPAN > spans.length) {
      spans = Arrays.copyOf(spans, Math.max(2 * SPAN, 2 * spans.length));
    }
    spans[count * SPAN + part] = length;
  }

  private void put(byte b) throws BadRequest {
    if (length == limits.fieldBytes()) {
      throw new BadRequest(
          Status.HEAD_TOO_LARGE,
          "the trailer fields are too long; limit " + limits.fieldBytes() + " bytes");
    }
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(64, 2 * length));
    }
    bytes[length++] = b;
  }
}
