package io.weightless.net.tls;

import org.jspecify.annotations.Nullable;

/// Text from outside, fit for a message of one line.
final class OneLine {
  private OneLine() {}

  /// `text` with a question mark for whatever could end a line or move the cursor.
  static String of(@Nullable String text) {
    if (text == null) {
      return "for a reason that the system does not tell";
    }
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().forEach(point -> line.appendCodePoint(isLegible(point) ? point : '?'));
    return line.toString();
  }

  private static boolean isLegible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
