package io.weightless.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes in the words of a failure.
final class Bytes {
  private static final int SHOWN_BEFORE = 60;
  private static final int SHOWN_AFTER = 40;

  private Bytes() {}

  /// Both, around the first difference.
  static String difference(byte[] expected, byte[] written) {
    int at = Arrays.mismatch(expected, written);
    int place = at < 0 ? expected.length : at;
    return "\n  expected: "
        + around(expected, place)
        + "\n  written:  "
        + around(written, place)
        + "\n  the first difference is at byte "
        + place;
  }

  private static String around(byte[] bytes, int place) {
    int from = Math.max(0, place - SHOWN_BEFORE);
    int to = Math.min(bytes.length, place + SHOWN_AFTER);
    return (from > 0 ? "... " : "")
        + quoted(Arrays.copyOfRange(bytes, Math.min(from, to), to))
        + (to < bytes.length ? " ..." : "");
  }

  /// As a string of Java.
  static String quoted(byte[] bytes) {
    StringBuilder text = new StringBuilder("\"");
    for (char c : new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()) {
      switch (c) {
        case '\r' -> text.append("\\r");
        case '\n' -> text.append("\\n");
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        default -> text.append(c < ' ' || c > '~' ? String.format("\\x%02x", (int) c) : c);
      }
    }
    return text.append('"').toString();
  }
}
