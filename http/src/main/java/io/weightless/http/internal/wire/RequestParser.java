package io.weightless.http.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.http.BadRequest;
import io.weightless.http.Limits;
import io.weightless.http.Method;
import io.weightless.http.Status;
import io.weightless.http.Version;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Parses the heads of the requests of one connection.
public final class RequestParser extends HeadParser {
  /// What comes next of the request line, in order.
  private enum Part {
    START,
    START_LF,
    METHOD,
    TARGET,
    QUERY,
    VERSION,
    CR
  }

  private Part part = Part.START;

  // Places in the window.
  private int methodEnd;
  private int targetEnd;

  public RequestParser(Limits limits) {
    super(limits, Framing.ofRequests(limits.body().bytes()));
  }

  /// Parses on, with what `in` has to add. All of it may be taken in, also bytes of later requests,
  /// except behind a head with a body: then `in` is at the first byte of the body.
  ///
  /// @return null if more bytes are needed
  public @Nullable Head parse(ByteBuffer in) throws BadRequest {
    return isComplete(in) ? finish(in) : null;
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

  @Override
  void moved(int by) {
    methodEnd -= by;
    targetEnd -= by;
  }

  @Override
  void line() throws BadRequest {
    switch (part) {
      case START -> start();
      case START_LF -> {
        expect('\n', "a request line does not begin with CR");
        begin();
      }
      case METHOD -> method();
      case TARGET -> target();
      case QUERY -> query();
      case VERSION -> version();
      case CR -> endLine("the version is not followed by CR LF");
    }
  }

  /// One empty line before a request is let pass (RFC 9112, section 2.2).
  private void start() {
    if (window[at] == '\r') {
      base = at++;
      part = Part.START_LF;
    } else {
      begin();
    }
  }

  private void begin() {
    beginLine();
    methodEnd = at;
    part = Part.METHOD;
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
    part = Part.TARGET;
  }

  private void target() throws BadRequest {
    while (at < end && Characters.isPath(window[at])) {
      at++;
    }
    boundLine();
    if (at < end && window[at] == '?' && at > methodEnd + 1) {
      at++;
      part = Part.QUERY;
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
    part = Part.VERSION;
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
    part = Part.CR;
  }

  private void boundLine() throws BadRequest {
    if (at - base > limits.head().lineBytes()) {
      throw new BadRequest(
          Status.URI_TOO_LONG,
          "the request line is too long; limit " + limits.head().lineBytes() + " bytes");
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
    Head head =
        new Head(
            method,
            target,
            version,
            headers(),
            framing.bodyLength(),
            framing.keepsAlive(version),
            framing.expectsContinue(version));
    forget(head.hasBody() ? in : null);
    methodEnd = base;
    part = Part.START;
    return head;
  }
}
