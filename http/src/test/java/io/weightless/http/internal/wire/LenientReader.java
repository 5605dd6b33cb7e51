package io.weightless.http.internal.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How some other implementation may read a connection: one that forgives everything, in one of the
/// ways in which real ones do. What we accept, it must read as we do, or requests can be smuggled
/// past one of us.
///
/// @param crEndsLines whether a CR without LF ends a line
/// @param codingWins whether Transfer-Encoding is stronger than Content-Length
/// @param lastLengthWins which of several lengths counts
record LenientReader(boolean crEndsLines, boolean codingWins, boolean lastLengthWins) {
  /// Every one of them.
  static List<LenientReader> all() {
    List<LenientReader> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(new LenientReader((i & 1) != 0, (i & 2) != 0, (i & 4) != 0));
    }
    return all;
  }

  /// Method, target and body of each complete request in `text`.
  List<String> read(String text) {
    List<String> seen = new ArrayList<>();
    Cursor cursor = new Cursor(text);
    try {
      while (cursor.at < text.length()) {
        String request = request(cursor);
        if (!request.isEmpty()) {
          seen.add(request);
        }
      }
    } catch (StringIndexOutOfBoundsException _) {
      // It waits for more.
    }
    return seen;
  }

  private String request(Cursor cursor) {
    String first = cursor.line();
    if (first.isBlank()) {
      return "";
    }
    String[] words = first.strip().split("[ \t]+", 3);
    long length = 0;
    boolean isChunked = false;
    boolean hasLength = false;
    for (String field = cursor.field(); !field.isEmpty(); field = cursor.field()) {
      String[] parts = field.split(":", 2);
      String value = parts.length == 2 ? parts[1].strip() : "";
      switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
        case "transfer-encoding" -> isChunked |= value.toLowerCase(Locale.ROOT).contains("chunked");
        case "content-length" -> {
          length = hasLength && !lastLengthWins ? length : number(value, 10);
          hasLength = true;
        }
        default -> {}
      }
    }
    String body = isChunked && (codingWins || !hasLength) ? chunks(cursor) : cursor.take(length);
    return words[0] + " " + (words.length > 1 ? words[1] : "") + " " + body;
  }

  private static String chunks(Cursor cursor) {
    StringBuilder body = new StringBuilder();
    for (long size = number(cursor.line(), 16); size > 0; size = number(cursor.line(), 16)) {
      body.append(cursor.take(size));
      cursor.line();
    }
    while (!cursor.line().isEmpty()) {
      // trailers
    }
    return body.toString();
  }

  /// Of the digits in front, whatever is behind them.
  private static long number(String text, int radix) {
    String digits = text.strip();
    int end = 0;
    while (end < digits.length() && Character.digit(digits.charAt(end), radix) >= 0) {
      end++;
    }
    return end == 0 || end > 12 ? 0 : Long.parseLong(digits.substring(0, end), radix);
  }

  private final class Cursor {
    private final String text;
    private int at;

    Cursor(String text) {
      this.text = text;
    }

    /// Without its end, whatever that is.
    String line() {
      int end = at;
      while (text.charAt(end) != '\n' && !(crEndsLines && text.charAt(end) == '\r')) {
        end++;
      }
      String line = text.substring(at, end);
      boolean both = text.startsWith("\r\n", end);
      at = end + (both ? 2 : 1);
      return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /// With those that continue it.
    String field() {
      StringBuilder field = new StringBuilder(line());
      while (!field.isEmpty() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        field.append(line());
      }
      return field.toString();
    }

    String take(long length) {
      int end = (int) Math.min(at + length, Integer.MAX_VALUE);
      String taken = text.substring(at, end);
      at = end;
      return taken;
    }
  }
}
