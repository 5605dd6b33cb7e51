package io.weightless.check.conformance.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;

/// Octets as strings: a character is one of them.
final class Octets {
  private static final int SHOWN = 48;

  private Octets() {}

  /// Those that `digits` say, two digits each, with blanks between them.
  static String hex(String digits) {
    return of(HexFormat.of().parseHex(digits.replace(" ", "")));
  }

  /// What `text` is in UTF-8.
  static String utf8(String text) {
    return of(text.getBytes(UTF_8));
  }

  static String of(byte[] octets) {
    return new String(octets, ISO_8859_1);
  }

  static byte[] bytes(String octets) {
    return octets.getBytes(ISO_8859_1);
  }

  static boolean isUtf8(String octets) {
    try {
      var _ = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(octets)));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  /// For people: the first of them, and how many there are.
  static String show(String octets) {
    String start = octets.substring(0, Math.min(SHOWN, octets.length()));
    boolean isPlain = start.chars().allMatch(c -> c >= ' ' && c <= '~');
    String shown = isPlain ? '"' + start + '"' : HexFormat.of().formatHex(bytes(start));
    return shown + (octets.length() > SHOWN ? "... (" + octets.length() + " octets)" : "");
  }
}
