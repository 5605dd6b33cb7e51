package io.weightless.http.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.http.BadRequest;
import io.weightless.http.Status;
import io.weightless.http.Version;

/// What the fields of one head say about the body and the connection (RFC 9112, sections 3.2, 6,
/// 9).
///
/// Whatever could be read in two ways is refused: two implementations that read it differently are
/// how requests get smuggled.
final class Framing {
  private final boolean isOfRequests;
  private final long bodyLimit;

  private int hosts;
  private boolean hasLength;
  private long length;
  private boolean hasCoding;
  private boolean isChunked;
  private boolean hasOtherCoding;
  private boolean wantsClose;
  private boolean wantsKeepAlive;
  private boolean expectsContinue;

  private Framing(boolean isOfRequests, long bodyLimit) {
    this.isOfRequests = isOfRequests;
    this.bodyLimit = bodyLimit;
  }

  static Framing ofRequests(long bodyLimit) {
    return new Framing(true, bodyLimit);
  }

  /// Whose bodies have no limit: they are read as somebody asks for them.
  static Framing ofResponses() {
    return new Framing(false, Long.MAX_VALUE);
  }

  /// For the next head.
  void reset() {
    hosts = 0;
    hasLength = false;
    length = 0;
    hasCoding = false;
    isChunked = false;
    hasOtherCoding = false;
    wantsClose = false;
    wantsKeepAlive = false;
    expectsContinue = false;
  }

  /// Takes note of a field, if it is one of those that matter here.
  void field(byte[] bytes, int name, int nameEnd, int value, int valueEnd) throws BadRequest {
    switch (nameEnd - name) {
      case 4 -> {
        if (isOfRequests && Characters.equal(bytes, name, nameEnd, "host")) {
          host(bytes, value, valueEnd);
        }
      }
      case 6 -> {
        if (isOfRequests && Characters.equal(bytes, name, nameEnd, "expect")) {
          expect(bytes, value, valueEnd);
        }
      }
      case 10 -> {
        if (Characters.equal(bytes, name, nameEnd, "connection")) {
          connection(bytes, value, valueEnd);
        }
      }
      case 14 -> {
        if (Characters.equal(bytes, name, nameEnd, "content-length")) {
          contentLength(bytes, value, valueEnd);
        }
      }
      case 17 -> {
        if (Characters.equal(bytes, name, nameEnd, "transfer-encoding")) {
          transferEncoding(bytes, value, valueEnd);
        }
      }
      default -> {}
    }
  }

  /// Whether a field of this name is one that says how a request is read, and for whom it is.
  static boolean matters(byte[] bytes, int name, int nameEnd) {
    return switch (nameEnd - name) {
      case 4 -> Characters.equal(bytes, name, nameEnd, "host");
      case 14 -> Characters.equal(bytes, name, nameEnd, "content-length");
      case 17 -> Characters.equal(bytes, name, nameEnd, "transfer-encoding");
      default -> false;
    };
  }

  /// Judges all fields together, when the head is complete.
  void check(Version version) throws BadRequest {
    if (isOfRequests && hosts == 0 && version == Version.HTTP_1_1) {
      throw new BadRequest("a request in HTTP/1.1 has a Host field");
    }
    if (!hasCoding) {
      return;
    }
    if (version == Version.HTTP_1_0) {
      throw new BadRequest("there is no Transfer-Encoding in HTTP/1.0");
    }
    if (hasLength) {
      throw new BadRequest("Content-Length and Transfer-Encoding exclude each other");
    }
    if (hasOtherCoding) {
      throw new BadRequest(Status.NOT_IMPLEMENTED, "the only transfer coding here is chunked");
    }
  }

  /// Nothing said is nothing to come with a request, and all until the end with a response (RFC
  /// 9112, section 6.3).
  long bodyLength() {
    if (isChunked) {
      return Head.CHUNKED;
    }
    return hasLength || isOfRequests ? length : ResponseHead.UNTIL_END;
  }

  boolean keepsAlive(Version version) {
    return !wantsClose && (version == Version.HTTP_1_1 || wantsKeepAlive);
  }

  /// A 1.0 client can't mean it (RFC 9110, section 10.1.1).
  boolean expectsContinue(Version version) {
    return expectsContinue && version == Version.HTTP_1_1 && bodyLength() != 0;
  }

  private void host(byte[] bytes, int from, int to) throws BadRequest {
    if (++hosts > 1) {
      throw new BadRequest("there is more than one Host field");
    }
    if (!Host.isValid(bytes, from, to)) {
      throw new BadRequest("the Host field is not a host with perhaps a port");
    }
  }

  private void expect(byte[] bytes, int from, int to) throws BadRequest {
    if (!Characters.equal(bytes, from, to, "100-continue")) {
      String value = new String(bytes, from, to - from, ISO_8859_1);
      throw new BadRequest(Status.EXPECTATION_FAILED, "nothing known to expect: " + value);
    }
    expectsContinue = true;
  }

  private void connection(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at = elementEnd(bytes, at, to) + 1) {
      int start = skipBlanks(bytes, at, to);
      int end = trimBlanks(bytes, start, elementEnd(bytes, at, to));
      wantsClose |= Characters.equal(bytes, start, end, "close");
      wantsKeepAlive |= Characters.equal(bytes, start, end, "keep-alive");
    }
  }

  private void contentLength(byte[] bytes, int from, int to) throws BadRequest {
    if (hasLength && isOfRequests) {
      throw new BadRequest("there is more than one Content-Length");
    }
    if (from == to) {
      throw new BadRequest("Content-Length is empty");
    }
    long before = length;
    length = 0;
    for (int at = from; at < to; at++) {
      if (!Characters.isDigit(bytes[at])) {
        throw new BadRequest("Content-Length consists of digits");
      }
      length = length > (Long.MAX_VALUE - 9) / 10 ? Long.MAX_VALUE : length * 10 + bytes[at] - '0';
    }
    if (hasLength && length != before) {
      throw new BadRequest("there are two Content-Lengths, " + before + " and " + length);
    }
    hasLength = true;
    if (length > bodyLimit) {
      throw new BadRequest(
          Status.CONTENT_TOO_LARGE, "the body is too long; limit " + bodyLimit + " bytes");
    }
  }

  private void transferEncoding(byte[] bytes, int from, int to) throws BadRequest {
    if (hasCoding) {
      throw new BadRequest("there is more than one Transfer-Encoding");
    }
    hasCoding = true;
    int at = from;
    do {
      int start = skipBlanks(bytes, at, to);
      int next = elementEnd(bytes, at, to);
      int end = trimBlanks(bytes, start, next);
      if (start >= end) {
        throw new BadRequest("Transfer-Encoding names no coding, or none between commas");
      }
      if (isChunked) {
        throw new BadRequest("the transfer coding chunked is the last one, and once");
      }
      isChunked = Characters.equal(bytes, start, end, "chunked");
      hasOtherCoding |= !isChunked;
      at = next + 1;
    } while (at <= to);
  }

  private static int elementEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != ',') {
      at++;
    }
    return at;
  }

  private static int skipBlanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && Characters.isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  static int trimBlanks(byte[] bytes, int from, int to) {
    int at = to;
    while (at > from && Characters.isBlank(bytes[at - 1])) {
      at--;
    }
    return at;
  }
}
