package io.weightless.check.world;

import java.util.List;
import java.util.stream.Stream;

/// A request, and what has to come back.
///
/// @param id no other one has it, on any connection
/// @param size of the body that comes back
/// @param isOld of HTTP/1.0, so that the end of a body may be the end of the connection
/// @param isLast whether its connection ends with it
/// @param isHead whether only the head of the answer is asked for
record Ask(int id, Kind kind, int size, boolean isOld, boolean isHead, boolean isLast) {
  /// What the handler does with it.
  enum Kind {
    /// Answers from memory.
    PLAIN,

    /// Writes a body of a length that it says.
    SIZED,

    /// Writes a body, and says no length.
    STREAMED,

    /// Writes what it reads.
    ECHO,

    /// Answers, and reads nothing of the body that came.
    UNREAD,

    /// Throws.
    FAILED,

    /// Says that the request is bad.
    REFUSED,

    /// Throws when half of the body is written.
    CUT,

    /// Writes less than it has said.
    SHORT,

    /// It is no request at all.
    GARBAGE
  }

  private static final List<Kind> WITH_BODY = List.of(Kind.ECHO, Kind.UNREAD);
  private static final List<Kind> BREAKING = List.of(Kind.CUT, Kind.SHORT, Kind.GARBAGE);
  private static final List<Kind> KEEPING =
      Stream.of(Kind.values()).filter(kind -> !BREAKING.contains(kind)).toList();
  private static final int LARGE = 30_000;

  /// What would be taken for a request if the framing was wrong.
  private static final String TRAP = "\r\n\r\nGET /trap HTTP/1.1\r\nHost: server\r\n\r\n";

  static Ask any(int id, boolean mayBreak) {
    Kind kind = Choice.of(mayBreak && Choice.oneOf(10) ? BREAKING : KEEPING);
    int size = Choice.oneOf(4) ? Choice.between(0, LARGE) : Choice.between(0, 200);
    boolean isOld = Choice.oneOf(15) && kind != Kind.ECHO;
    boolean isHead = Choice.oneOf(8) && !WITH_BODY.contains(kind) && kind != Kind.GARBAGE;
    boolean isLast = isOld || kind == Kind.GARBAGE || Choice.oneOf(20);
    return new Ask(id, kind, size, isOld, isHead, isLast);
  }

  /// The body that comes back, or is sent to come back: no two are the same.
  static String body(int id, int size) {
    StringBuilder body = new StringBuilder(size + TRAP.length() + 20);
    while (body.length() < size) {
      body.append(id).append(':').append(body.length()).append(TRAP);
    }
    body.setLength(size);
    return body.toString();
  }

  String body() {
    return body(id, size);
  }

  boolean isCutShort() {
    return (kind == Kind.CUT || kind == Kind.SHORT) && !isHead;
  }

  /// Whether only a reset shows that its body was cut short.
  boolean isReset() {
    return isOld && isCutShort();
  }

  /// What is sent.
  String text() {
    if (kind == Kind.GARBAGE) {
      return "\u0001 " + id + "\r\n\r\n";
    }
    String method = isHead ? "HEAD" : WITH_BODY.contains(kind) ? "POST" : "GET";
    StringBuilder text = new StringBuilder(method);
    text.append(" /").append(kind).append('?').append(id).append('&').append(size);
    text.append(isOld ? " HTTP/1.0" : " HTTP/1.1").append("\r\nHost: server\r\n");
    if (isLast && !isOld) {
      text.append("Connection: close\r\n");
    }
    if (WITH_BODY.contains(kind)) {
      appendBody(text);
    } else {
      text.append("\r\n");
    }
    return text.toString();
  }

  private void appendBody(StringBuilder text) {
    String body = body();
    if (isOld || id % 2 == 0) {
      text.append("Content-Length: ").append(size).append("\r\n\r\n").append(body);
      return;
    }
    text.append("Transfer-Encoding: chunked\r\n\r\n");
    int at = 0;
    while (at < size) {
      int end = Math.min(size, at + 1 + (id + at) % 5_000);
      text.append(Integer.toHexString(end - at)).append("\r\n");
      text.append(body, at, end).append("\r\n");
      at = end;
    }
    text.append("0\r\n\r\n");
  }
}
