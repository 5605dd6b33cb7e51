package io.weightless.http.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.http.BadRequest;
import io.weightless.http.internal.wire.Characters;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/// Text as percent-encoded bytes.
final class Percent {
  private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};
  private static final String HEX = "0123456789ABCDEF";

  private Percent() {}

  /// The bytes that are meant.
  ///
  /// @param plus what a plus means
  /// @throws BadRequest if a percent sign is not followed by two hex digits
  static byte[] decode(byte[] bytes, int from, int to, char plus) throws BadRequest {
    byte[] decoded = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      if (bytes[i] == '%') {
        decoded[length++] = (byte) escaped(bytes, i, to);
        i += 2;
      } else {
        decoded[length++] = bytes[i] == '+' ? (byte) plus : bytes[i];
      }
    }
    return Arrays.copyOf(decoded, length);
  }

  private static int escaped(byte[] bytes, int percent, int to) throws BadRequest {
    int high = percent + 2 < to ? Characters.hexDigit(bytes[percent + 1]) : -1;
    int low = percent + 2 < to ? Characters.hexDigit(bytes[percent + 2]) : -1;
    if (high < 0 || low < 0) {
      throw new BadRequest("a % is not followed by two hex digits");
    }
    return high << 4 | low;
  }

  /// @throws BadRequest if that is not what the bytes are
  static String text(byte[] bytes, Charset charset) throws BadRequest {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw new BadRequest("a text is not in " + charset);
    }
  }

  /// Appends `text` as forms send it: a space is a plus, and what is not UTF-16 is U+FFFD.
  static void encode(String text, StringBuilder out) {
    ByteBuffer bytes = utf8(text);
    while (bytes.hasRemaining()) {
      byte b = bytes.get();
      if (b == ' ') {
        out.append('+');
      } else if (isPlain(b)) {
        out.append((char) b);
      } else {
        out.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
      }
    }
  }

  static ByteBuffer utf8(String text) {
    try {
      return UTF_8
          .newEncoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .replaceWith(REPLACEMENT)
          .encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException e) {
      throw new AssertionError(e); // it replaces
    }
  }

  private static boolean isPlain(byte b) {
    return (b >= '0' && b <= '9')
        || (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || (b > 0 && "*-._".indexOf(b) >= 0);
  }
}
