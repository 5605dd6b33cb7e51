package io.weightless.net.dns;

import java.util.ArrayList;
import java.util.List;

/// How labels are written: RFC 1035, section 5.1. A character of a label is a byte.
final class LabelText {
  private static final int DECIMAL = 10;
  private static final int DIGITS = 3;

  private final String text;
  private final List<String> labels = new ArrayList<>();
  private final StringBuilder label = new StringBuilder();
  private int place;

  private LabelText(String text) {
    this.text = text;
  }

  static String write(String label) {
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      if (c == '.' || c == '\\') {
        written.append('\\').append(c);
      } else if (c > ' ' && c < 0x7f) {
        written.append(c);
      } else {
        escape(c, written);
      }
    }
    return written.toString();
  }

  /// Three digits, made by hand: one who is asked may send whole messages of these.
  private static void escape(char c, StringBuilder target) {
    target.append('\\').append((char) ('0' + c / 100));
    target.append((char) ('0' + c / DECIMAL % DECIMAL)).append((char) ('0' + c % DECIMAL));
  }

  /// `text` for a message to people: what would move the cursor of a terminal is written `\DDD`,
  /// all else as it is.
  static String printable(String text) {
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        escape(c, written);
      } else {
        written.append(c);
      }
    }
    return written.toString();
  }

  /// How text within quotation marks is written, where what is printable stays as it is.
  static String quote(String text) {
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        written.append('\\').append(c);
      } else if (Character.isISOControl(c)) {
        escape(c, written);
      } else {
        written.append(c);
      }
    }
    return written.toString();
  }

  /// The labels of `text`, which may be empty where they must not be.
  ///
  /// @throws IllegalArgumentException when a character is not to be understood
  static List<String> read(String text) {
    LabelText reading = new LabelText(text);
    while (reading.place < text.length()) {
      reading.next();
    }
    boolean endsWithDot = reading.label.isEmpty() && !reading.labels.isEmpty();
    if (!endsWithDot) {
      reading.endLabel();
    }
    return reading.labels;
  }

  private void next() {
    char c = text.charAt(place++);
    if (c == '.') {
      endLabel();
    } else if (c == '\\') {
      label.append(escaped());
    } else if (c > ' ' && c < 0x7f) {
      label.append(c);
    } else {
      throw new IllegalArgumentException(
          "'"
              + printable(text)
              + "' is no name: write other letters than ASCII as java.net.IDN does");
    }
  }

  private void endLabel() {
    labels.add(label.toString());
    label.setLength(0);
  }

  private char escaped() {
    if (place < text.length() && !isDigit(text.charAt(place))) {
      char c = text.charAt(place++);
      if (c > ' ' && c < 0x7f) {
        return c;
      }
    }
    int end = place + DIGITS;
    int value = 256;
    if (end <= text.length() && text.substring(place, end).chars().allMatch(LabelText::isDigit)) {
      value = Integer.parseInt(text.substring(place, end), DECIMAL);
    }
    if (value > 255) {
      throw new IllegalArgumentException(
          "'"
              + printable(text)
              + "' is no name: a backslash goes before a sign, or three digits up to 255");
    }
    place = end;
    return (char) value;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
