package io.weightless.http.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// What is sent and received as a whole: a text, or bytes. A value; to send on what was received
/// costs no decoding.
public final class Message {
  private final boolean isText;
  private final ByteBuffer content;

  private Message(boolean isText, ByteBuffer content) {
    this.isText = isText;
    this.content = content;
  }

  /// In UTF-8; half a surrogate pair becomes a question mark.
  public static Message text(String text) {
    return new Message(true, ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  /// What remains in `bytes`, which stays as it is, also later.
  public static Message binary(ByteBuffer bytes) {
    return new Message(false, bytes.slice());
  }

  public static Message binary(byte[] bytes) {
    return binary(ByteBuffer.wrap(bytes));
  }

  /// @param content if it is text, UTF-8 that was checked
  static Message of(boolean isText, ByteBuffer content) {
    return new Message(isText, content);
  }

  public boolean isText() {
    return isText;
  }

  /// The text; bytes are read as UTF-8 if they can.
  public String text() {
    return content.hasArray()
        ? new String(content.array(), content.arrayOffset(), content.remaining(), UTF_8)
        : UTF_8.decode(bytes()).toString();
  }

  /// What it consists of, for reading; of a text, in UTF-8.
  public ByteBuffer bytes() {
    return content.asReadOnlyBuffer();
  }

  /// How many bytes it has.
  public int length() {
    return content.remaining();
  }

  /// For sending.
  ByteBuffer content() {
    return content.duplicate();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Message same && same.isText == isText && same.content.equals(content);
  }

  @Override
  public int hashCode() {
    return content.hashCode();
  }

  /// The kind and the length; what it says is nobody's business.
  @Override
  public String toString() {
    return (isText ? "a text" : "a message") + " of " + length() + " bytes";
  }
}
