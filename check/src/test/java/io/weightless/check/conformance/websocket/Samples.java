package io.weightless.check.conformance.websocket;

import java.util.Random;

/// Messages of any length, the same each time.
final class Samples {
  private static final String[] WORDS = {
    "{\"name\": ",
    "\"value\": ",
    "[1, 2, 3], ",
    "null, ",
    "true, ",
    "\"\u00c3\u00a9t\u00c3\u00a9\"",
    "}, ",
    "0.25, ",
    "\"\u00e6\u00b0\u00b4\", ",
    "\n"
  };

  private Samples() {}

  /// A text as programs send it, which gets a good deal shorter; UTF-8.
  static String text(int length) {
    Random random = new Random(length);
    StringBuilder text = new StringBuilder(length + 16);
    while (text.length() < length) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append((char) ('a' + random.nextInt(26)));
    }
    int end = length;
    while (end > 0 && text.charAt(end - 1) >= 0x80) {
      end--; // it may be half of a character
    }
    return text.substring(0, end) + "~".repeat(length - end);
  }

  /// Octets that get no shorter.
  static String noise(int length) {
    byte[] octets = new byte[length];
    new Random(length).nextBytes(octets);
    return Octets.of(octets);
  }

  /// Of either kind.
  static String of(int opcode, int length) {
    return opcode == Frame.TEXT ? text(length) : noise(length);
  }
}
