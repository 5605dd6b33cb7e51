package io.weightless.http.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.http.BadRequest;
import io.weightless.http.Headers;
import io.weightless.http.Limits;
import io.weightless.http.Method;
import io.weightless.http.Status;
import io.weightless.http.Version;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Parses the heads of the requests of one connection, one after the other, from buffers that may
/// be cut anywhere (RFC 9112, sections 2 to 5).
///
/// It is strict where leniency lets two servers see two different requests: lines end with CR LF,
/// no line is continued, no blank stands before a colon. It copies what it parses once, so that a
/// head outlives the buffer it came in; heads of one buffer share that copy.
///
/// After a [BadRequest] it is of no further use.
public final class RequestParser {
  // I1 base <= at <= end <= window.length; the head begins at base, is parsed up to at, known to
  // end.
  // I2 only when at == end are more bytes taken; so what is left over came with the last buffer.

  /// What is copied at once: most heads with all that is pipelined behind them, little of a body.
  private static final int WINDOW = 4096;

  /// `spans` for so many fields at first.
  private static final int USUAL_FIELDS = 8;

  private static final int SPAN = 4;
  private static final byte[] NOTHING = new byte[0];

  /// What comes next. In order, but for one field after the other, and DONE back to START.
  private enum State {
    START,
    START_LF,
    METHOD,
    TARGET,
    QUERY,
    VERSION,
    LINE_CR,
    LINE_LF,
    FIELD,
    NAME,
    BLANK,
    VALUE,
    LAST_LF,
    DONE
  }

  private final Limits limits;
  private final Framing framing;

  private byte[] window = NOTHING;
  private int base;
  private int at;
  private int end;
  private State state = State.START;

  // Of the present head, as places in the window.
  private int methodEnd;
  private int targetEnd;
  private int lineEnd;
  private int[] spans = new int[0];
  private int fields;

  public RequestParser(Limits limits) {
    this.limits = limits;
    this.framing = new Framing(limits.body().bytes());
  }

  /// Parses on, with what `in` has to add. All of it may be taken in, also bytes of later requests,
  /// except behind a head with a body: then `in` is at the first byte of the body.
  ///
  /// @return null if more bytes are needed
  public @Nullable Head parse(ByteBuffer in) throws BadRequest {
    while (at < end || take(in)) {
      advance();
      if (state == State.DONE) {
        return finish(in);
      }
    }
    return null;
  }

  /// Whether a part of a head was seen, or bytes were taken in and not parsed yet.
  public boolean hasBegun() {
    return at < end || (state != State.START && at > base);
  }

  /// What was taken in and not looked at, copied.
  public ByteBuffer left() {
    return ByteBuffer.wrap(Arrays.copyOfRange(window, at, end));
  }

  /// How many bytes of memory the present head takes.
  public int held() {
    return window.length + spans.length * Integer.BYTES;
  }

  /// Whether the present request, as far as it was read, is one that gets no body.
  public boolean isHead() {
    return Characters.equal(window, base, methodEnd, "HEAD");
  }

  /// What is known of the request line, fit for a log.
  public String requestLine() {
    int stop = lineEnd > base ? lineEnd : Math.min(at, base + 200);
    return stop == base ? "-" : Characters.printable(window, base, stop);
  }

  private boolean take(ByteBuffer in) {
    int count = Math.min(in.remaining(), WINDOW);
    if (count == 0) {
      return false;
    }
    if (state == State.START) {
      window = new byte[count];
      base = 0;
      at = 0;
      end = 0;
    } else if (window.length - end < count) {
      grow(count);
    }
    in.get(window, end, count);
    end += count;
    return true;
  }

  /// The heads before the present one keep the old window; of that only what is this one's is
  /// copied, or a client whose packets always end inside a head would have a larger one each time.
  private void grow(int count) {
    int length = end - base;
    window = Arrays.copyOfRange(window, base, base + Math.max(length + count, 2 * length));
    for (int i = 0; i < spans.length; i++) {
      spans[i] -= base;
    }
    methodEnd -= base;
    targetEnd -= base;
    lineEnd -= base;
    at -= base;
    end = length;
    base = 0;
  }

  /// One state's bytes, or as many of them as are here.
  private void advance() throws BadRequest {
    switch (state) {
      case START -> start();
      case START_LF -> {
        expect('\n', "a request line does not begin with CR");
        begin();
      }
      case METHOD -> method();
      case TARGET -> target();
      case QUERY -> query();
      case VERSION -> version();
      case LINE_CR -> {
        lineEnd = at;
        expect('\r', "the version is not followed by CR LF");
        state = State.LINE_LF;
      }
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

  /// One empty line before a request is let pass (RFC 9112, section 2.2).
  private void start() {
    if (window[at] == '\r') {
      base = at++;
      state = State.START_LF;
    } else {
      begin();
    }
  }

  private void begin() {
    base = at;
    methodEnd = at;
    lineEnd = at;
    fields = 0;
    framing.reset();
    state = State.METHOD;
  }

  private void method() throws BadRequest {
    while (at < end && Characters.isToken(window[at])) {
      at++;
    }
    boundLine();
    if (at == end) {
      return;
    }
    if (at == base || window[at] != ' ') {
      throw new BadRequest("the request does not begin with a method and a space");
    }
    methodEnd = at++;
    state = State.TARGET;
  }

  private void target() throws BadRequest {
    while (at < end && Characters.isPath(window[at])) {
      at++;
    }
    boundLine();
    if (at < end && window[at] == '?' && at > methodEnd + 1) {
      at++;
      state = State.QUERY;
    } else if (at < end) {
      endTarget();
    }
  }

  private void query() throws BadRequest {
    while (at < end && Characters.isQuery(window[at])) {
      at++;
    }
    boundLine();
    if (at < end) {
      endTarget();
    }
  }

  private void endTarget() throws BadRequest {
    if (at == methodEnd + 1 || window[at] != ' ') {
      throw new BadRequest("the target is not followed by one space and a version");
    }
    targetEnd = at++;
    state = State.VERSION;
  }

  private void version() throws BadRequest {
    int start = targetEnd + 1;
    while (at < end && at - start < 8) {
      if (!Characters.isOfVersion(window[at], at - start)) {
        throw new BadRequest("the request line does not end with a version such as HTTP/1.1");
      }
      at++;
    }
    boundLine();
    if (at - start < 8) {
      return;
    }
    if (window[start + 5] != '1' || window[start + 7] > '1') {
      throw new BadRequest(Status.VERSION_NOT_SUPPORTED, "HTTP/1.0 and HTTP/1.1 are spoken here");
    }
    state = State.LINE_CR;
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

  private void expect(char wanted, String otherwise) throws BadRequest {
    if (window[at] != wanted) {
      throw new BadRequest(otherwise);
    }
    at++;
  }

  private void boundLine() throws BadRequest {
    if (at - base > limits.head().lineBytes()) {
      throw new BadRequest(
          Status.URI_TOO_LONG,
          "the request line is too long; limit " + limits.head().lineBytes() + " bytes");
    }
  }

  /// What was seen of the header section, which begins behind the request line.
  private void boundFields() throws BadRequest {
    if (at - (lineEnd + 2) > limits.head().fieldBytes()) {
      throw new BadRequest(
          Status.HEAD_TOO_LARGE,
          "the fields are too long; limit " + limits.head().fieldBytes() + " bytes");
    }
  }

  private Head finish(ByteBuffer in) throws BadRequest {
    Version version = window[lineEnd - 1] == '1' ? Version.HTTP_1_1 : Version.HTTP_1_0;
    framing.check(version);
    Method method = Head.method(window, base, methodEnd);
    String target = new String(window, methodEnd + 1, targetEnd - methodEnd - 1, ISO_8859_1);
    String fault = Target.fault(method, target);
    if (fault != null) {
      throw new BadRequest(fault);
    }
    Headers headers = Headers.parsed(window, lineEnd + 2, at - 2, spans, fields);
    Head head =
        new Head(
            method,
            target,
            version,
            headers,
            framing.bodyLength(),
            framing.keepsAlive(version),
            framing.expectsContinue(version));
    forget(head.hasBody() ? in : null);
    return head;
  }

  /// The arrays belong to the head now. What follows in the window is the next head's, or goes
  /// back.
  private void forget(@Nullable ByteBuffer in) {
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
    methodEnd = at;
    lineEnd = at;
    spans = new int[0];
    state = State.START;
  }
}
