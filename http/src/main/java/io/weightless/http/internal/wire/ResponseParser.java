package io.weightless.http.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.http.BadRequest;
import io.weightless.http.Limits;
import io.weightless.http.Status;
import io.weightless.http.Version;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Parses the heads of the responses of one connection.
///
/// A status line may lack its reason, and the blank before it. A minor version that is not known is
/// read as 1.1 (RFC 9110, section 2.5).
public final class ResponseParser extends HeadParser {
  /// What comes next of the status line, in order.
  private enum Part {
    START,
    VERSION,
    BLANK,
    CODE,
    BEHIND_CODE,
    REASON
  }

  private static final int VERSION_BYTES = "HTTP/1.1".length();
  private static final int CODE_START = VERSION_BYTES + 1;
  private static final int CODE_END = CODE_START + 3;

  private Part part = Part.START;

  public ResponseParser(Limits limits) {
    super(limits, Framing.ofResponses());
  }

  /// Parses on, with what `in` has to add; behind a head it is at the first byte that follows.
  ///
  /// @return null if more bytes are needed
  public @Nullable ResponseHead parse(ByteBuffer in) throws BadRequest {
    return isComplete(in) ? finish(in) : null;
  }

  @Override
  void moved(int by) {}

  @Override
  void line() throws BadRequest {
    switch (part) {
      case START -> {
        beginLine();
        part = Part.VERSION;
      }
      case VERSION -> version();
      case BLANK -> {
        expect(' ', "the version is not followed by one space");
        part = Part.CODE;
      }
      case CODE -> code();
      case BEHIND_CODE -> behindCode();
      case REASON -> reason();
    }
  }

  private void version() throws BadRequest {
    while (at < end && at - base < VERSION_BYTES) {
      if (!Characters.isOfVersion(window[at], at - base)) {
        throw new BadRequest("the response does not begin with a version such as HTTP/1.1");
      }
      at++;
    }
    boundLine();
    if (at - base < VERSION_BYTES) {
      return;
    }
    if (window[base + 5] != '1') {
      throw new BadRequest("HTTP/1.0 and HTTP/1.1 are spoken here");
    }
    part = Part.BLANK;
  }

  private void code() throws BadRequest {
    while (at < end && at - base < CODE_END) {
      if (!Characters.isDigit(window[at])) {
        throw new BadRequest("the status code consists of three digits");
      }
      at++;
    }
    boundLine();
    if (at - base == CODE_END) {
      if (window[base + CODE_START] < '1' || window[base + CODE_START] > '5') {
        throw new BadRequest("a status code is 100 to 599, not " + text(CODE_START, CODE_END));
      }
      part = Part.BEHIND_CODE;
    }
  }

  private void behindCode() throws BadRequest {
    if (window[at] == ' ') {
      at++;
      part = Part.REASON;
    } else {
      endLine("the status code is not followed by a space or CR LF");
    }
  }

  private void reason() throws BadRequest {
    while (at < end && Characters.isValue(window[at])) {
      at++;
    }
    boundLine();
    if (at < end) {
      endLine("the status line does not end with CR LF, or has a control character in it");
    }
  }

  private void boundLine() throws BadRequest {
    if (at - base > limits.head().lineBytes()) {
      throw new BadRequest(
          "the status line is too long; limit " + limits.head().lineBytes() + " bytes");
    }
  }

  private ResponseHead finish(ByteBuffer in) throws BadRequest {
    Version version = window[base + 7] == '0' ? Version.HTTP_1_0 : Version.HTTP_1_1;
    framing.check(version);
    ResponseHead head =
        new ResponseHead(
            status(), version, headers(), framing.bodyLength(), framing.keepsAlive(version));
    forget(in);
    part = Part.START;
    return head;
  }

  /// Of most responses without making a string.
  private Status status() {
    int places = base + CODE_START;
    int code =
        (window[places] - '0') * 100 + (window[places + 1] - '0') * 10 + window[places + 2] - '0';
    int reason = Math.min(base + CODE_END + 1, lineEnd);
    boolean isPlain = code == 200 && Characters.equal(window, reason, lineEnd, "OK");
    return isPlain ? Status.OK : new Status(code, text(reason - base, lineEnd - base).strip());
  }

  private String text(int from, int to) {
    return new String(window, base + from, to - from, ISO_8859_1);
  }
}
