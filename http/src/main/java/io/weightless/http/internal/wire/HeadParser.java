package io.weightless.http.internal.wire;

import io.weightless.http.BadRequest;
import io.weightless.http.Headers;
import io.weightless.http.Limits;
import io.weightless.http.Status;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Parses the heads that come over one connection, one after the other, from buffers that may be
/// cut anywhere (RFC 9112, sections 2 to 5): what requests and responses have in common, which is
/// all but the first line.
///
/// It is strict where leniency lets two readers see two different messages: lines end with CR LF,
/// no line is continued, no blank stands before a colon. It copies what it parses once, so that a
/// head outlives the buffer it came in; heads of one buffer share that copy.
///
/// After a [BadRequest] it is of no further use.
abstract sealed class HeadParser permits RequestParser, ResponseParser {
  // I1 base <= at <= end <= window.length; the head begins at base, is parsed up to at, known to
  // end.
  // I2 only when at == end are more bytes taken; so what is left over came with the last buffer.

  /// What is copied at once: most heads with all that is pipelined behind them, little of a body.
  private static final int WINDOW = 4096;

  /// `spans` for so many fields at first.
  private static final int USUAL_FIELDS = 8;

  private static final int SPAN = 4;
  private static final byte[] NOTHING = new byte[0];

  /// What comes next. In order, but for one field after the other, and DONE back to LINE.
  private enum State {
    LINE,
    LINE_LF,
    FIELD,
    NAME,
    BLANK,
    VALUE,
    LAST_LF,
    DONE
  }

  final Limits limits;
  final Framing framing;

  byte[] window = NOTHING;
  int base;
  int at;
  int end;
  private State state = State.LINE;

  /// Behind the first line, without its end; `base` before it has one.
  int lineEnd;

  private int[] spans = new int[0];
  private int fields;

  HeadParser(Limits limits, Framing framing) {
    this.limits = limits;
    this.framing = framing;
  }

  /// Some bytes of the first line, of which there is one at least; says [#endLine] behind its CR.
  abstract void line() throws BadRequest;

  /// All places in the window are less now by so much.
  abstract void moved(int by);

  /// Parses on, with what `in` has to add.
  ///
  /// @return whether there is a whole head
  final boolean isComplete(ByteBuffer in) throws BadRequest {
    while (at < end || take(in)) {
      advance();
      if (state == State.DONE) {
        return true;
      }
    }
    return false;
  }

  /// Whether a part of a head was seen, or bytes were taken in and not parsed yet.
  public final boolean hasBegun() {
    return at < end || at > base;
  }

  /// What was taken in and not looked at, copied.
  public final ByteBuffer left() {
    return ByteBuffer.wrap(Arrays.copyOfRange(window, at, end));
  }

  /// What was taken in of `in` and not looked at goes back: what follows the last head is no head.
  public final void giveBack(ByteBuffer in) {
    forget(in);
  }

  /// How many bytes of memory the present head takes.
  public final int held() {
    return window.length + spans.length * Integer.BYTES;
  }

  private boolean take(ByteBuffer in) {
    int count = Math.min(in.remaining(), WINDOW);
    if (count == 0) {
      return false;
    }
    if (at == base) {
      move();
      window = new byte[count];
      end = 0;
    } else if (window.length - end < count) {
      grow(count);
    }
    in.get(window, end, count);
    end += count;
    return true;
  }

  /// The heads before the present one keep the old window; of that only what is this one's is
  /// copied, or a peer whose packets always end inside a head would have a larger one each time.
  private void grow(int count) {
    int length = end - base;
    window = Arrays.copyOfRange(window, base, base + Math.max(length + count, 2 * length));
    for (int i = 0; i < spans.length; i++) {
      spans[i] -= base;
    }
    move();
    end = length;
  }

  private void move() {
    moved(base);
    lineEnd -= base;
    at -= base;
    base = 0;
  }

  /// One state's bytes, or as many of them as are here.
  private void advance() throws BadRequest {
    switch (state) {
      case LINE -> line();
      case LINE_LF -> {
        expect('\n', "a CR is not followed by LF");
        state = State.FIELD;
      }
      case FIELD -> field();
      case NAME -> name();
      case BLANK -> blank();
      case VALUE -> value();
      case LAST_LF -> {
        expect('\n', "a CR is not followed by LF");
        state = State.DONE;
      }
      case DONE -> throw new IllegalStateException("a head was parsed and not finished");
    }
  }

  /// The first line begins here.
  final void beginLine() {
    base = at;
    lineEnd = at;
    fields = 0;
    framing.reset();
  }

  /// Takes the CR behind the first line.
  final void endLine(String otherwise) throws BadRequest {
    lineEnd = at;
    expect('\r', otherwise);
    state = State.LINE_LF;
  }

  /// The first byte of a line: of a field, or of the empty one at the end.
  private void field() throws BadRequest {
    boundFields();
    if (window[at] == '\r') {
      at++;
      state = State.LAST_LF;
      return;
    }
    if (Characters.isBlank(window[at])) {
      throw new BadRequest("a field line begins with a blank; folding is not supported");
    }
    if (fields == limits.head().fields()) {
      throw new BadRequest(
          Status.HEAD_TOO_LARGE, "there are too many fields; limit " + limits.head().fields());
    }
    if ((fields + 1) * SPAN > spans.length) {
      spans = Arrays.copyOf(spans, Math.max(USUAL_FIELDS * SPAN, 2 * spans.length));
    }
    spans[fields * SPAN] = at;
    state = State.NAME;
  }

  private void name() throws BadRequest {
    while (at < end && Characters.isToken(window[at])) {
      at++;
    }
    boundFields();
    if (at == end) {
      return;
    }
    if (at == spans[fields * SPAN] || window[at] != ':') {
      throw new BadRequest("a field line does not begin with a name and a colon");
    }
    spans[fields * SPAN + 1] = at++;
    state = State.BLANK;
  }

  private void blank() throws BadRequest {
    while (at < end && Characters.isBlank(window[at])) {
      at++;
    }
    boundFields();
    if (at < end) {
      spans[fields * SPAN + 2] = at;
      state = State.VALUE;
    }
  }

  private void value() throws BadRequest {
    while (at < end && Characters.isValue(window[at])) {
      at++;
    }
    boundFields();
    if (at == end) {
      return;
    }
    if (window[at] != '\r') {
      throw new BadRequest(
          "a field line does not end with CR LF, or has a control character in it");
    }
    int field = fields * SPAN;
    spans[field + 3] = Framing.trimBlanks(window, spans[field + 2], at);
    framing.field(window, spans[field], spans[field + 1], spans[field + 2], spans[field + 3]);
    fields++;
    at++;
    state = State.LINE_LF;
  }

  final void expect(char wanted, String otherwise) throws BadRequest {
    if (window[at] != wanted) {
      throw new BadRequest(otherwise);
    }
    at++;
  }

  /// What was seen of the header section, which begins behind the request line.
  private void boundFields() throws BadRequest {
    if (at - (lineEnd + 2) > limits.head().fieldBytes()) {
      throw new BadRequest(
          Status.HEAD_TOO_LARGE,
          "the fields are too long; limit " + limits.head().fieldBytes() + " bytes");
    }
  }

  /// The fields of the head that is complete.
  final Headers headers() {
    return Headers.parsed(window, lineEnd + 2, at - 2, spans, fields);
  }

  /// The arrays belong to the head now. What follows in the window is the next head's, or goes back
  /// to `in`.
  final void forget(@Nullable ByteBuffer in) {
    if (in != null) {
      in.position(in.position() - (end - at));
      end = at;
    }
    if (at == end) {
      window = NOTHING;
      at = 0;
      end = 0;
    }
    base = at;
    lineEnd = at;
    spans = new int[0];
    state = State.LINE;
  }
}
