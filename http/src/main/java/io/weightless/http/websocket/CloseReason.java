package io.weightless.http.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.http.websocket.internal.CloseCodes;
import io.weightless.http.websocket.internal.Utf8Check;
import io.weightless.http.websocket.internal.Violation;
import java.nio.ByteBuffer;

/// Why a connection is closed: a code, and a few words for people (RFC 6455, section 7.4).
///
/// @param code 1000 to 1014 as registered, but for 1004 and 1006; 3000 to 3999 for libraries, 4000
///   to 4999 for applications
/// @param text at most 123 bytes of UTF-8
public record CloseReason(int code, String text) {
  public static final CloseReason NORMAL = new CloseReason(CloseCodes.NORMAL, "");
  public static final CloseReason GOING_AWAY = new CloseReason(CloseCodes.GOING_AWAY, "");

  /// What is told of a close frame that says nothing; never sent.
  public static final CloseReason NONE = new CloseReason(CloseCodes.NONE, "");

  private static final int LONGEST = 123;

  public CloseReason {
    if (!CloseCodes.isSendable(code) && code != CloseCodes.NONE) {
      throw new IllegalArgumentException("a close frame can't say " + code);
    }
    if (code == CloseCodes.NONE && !text.isEmpty()) {
      throw new IllegalArgumentException("without a code there is no text: \"" + text + "\"");
    }
    if (text.getBytes(UTF_8).length > LONGEST) {
      throw new IllegalArgumentException(
          "a reason has at most " + LONGEST + " bytes, not \"" + text + "\"");
    }
  }

  public CloseReason(int code) {
    this(code, "");
  }

  /// As a close frame says it.
  static CloseReason of(ByteBuffer payload) throws Violation {
    if (!payload.hasRemaining()) {
      return NONE;
    }
    if (payload.remaining() < Short.BYTES) {
      throw new Violation(CloseCodes.PROTOCOL_ERROR, "a close frame has one byte");
    }
    int code = payload.getShort() & 0xffff;
    if (!CloseCodes.isSendable(code)) {
      throw new Violation(CloseCodes.PROTOCOL_ERROR, "a close frame says " + code);
    }
    if (!Utf8Check.isText(payload)) {
      throw new Violation(CloseCodes.INVALID, "the reason of a close frame is not UTF-8");
    }
    return new CloseReason(code, UTF_8.decode(payload).toString());
  }

  /// As much of `words` as can be sent.
  static CloseReason of(int code, String words) {
    String text = words;
    while (text.getBytes(UTF_8).length > LONGEST) {
      text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
    }
    return new CloseReason(code, text);
  }

  /// What a close frame says.
  ByteBuffer payload() {
    if (code == CloseCodes.NONE) {
      return ByteBuffer.allocate(0);
    }
    byte[] words = text.getBytes(UTF_8);
    return ByteBuffer.allocate(Short.BYTES + words.length).putShort((short) code).put(words).flip();
  }

  /// Code and text.
  @Override
  public String toString() {
    return text.isEmpty() ? String.valueOf(code) : code + " " + text;
  }
}
