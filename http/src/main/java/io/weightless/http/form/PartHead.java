package io.weightless.http.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.http.BadRequest;
import io.weightless.http.Headers;
import io.weightless.http.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The fields of one part after the other, byte for byte. What a head of HTTP can't have, these
/// can't either: no lines that go on in the next one, no line ends of one character.
final class PartHead {
  private final int limit;
  private byte[] bytes = new byte[0];
  private int length;

  /// Where the present line begins.
  private int line;

  /// @param limit in bytes, with line ends
  PartHead(int limit) {
    this.limit = limit;
  }

  /// @return whether `b` is the last byte of the empty line behind the fields
  boolean accept(byte b) throws BadRequest {
    if (length == limit) {
      throw new BadRequest(
          Status.CONTENT_TOO_LARGE, "the fields of a part are too long; limit " + limit + " bytes");
    }
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(128, 2 * length));
    }
    bytes[length++] = b;
    if (b != '\n') {
      return false;
    }
    if (length - line < 2 || bytes[length - 2] != '\r') {
      throw new BadRequest("a line of a part does not end in CR and LF");
    }
    boolean isLast = length - line == 2;
    line = length;
    return isLast;
  }

  /// What was accepted; then it is ready for the next part.
  Headers take() throws BadRequest {
    List<String> namesAndValues = new ArrayList<>();
    String text = new String(bytes, 0, length - 2, ISO_8859_1);
    length = 0;
    line = 0;
    for (String field : text.split("\r\n", -1)) {
      if (!field.isEmpty()) { // behind the last one
        int colon = field.indexOf(':');
        namesAndValues.add(field.substring(0, Math.max(0, colon)));
        namesAndValues.add(trimmed(field.substring(colon + 1)));
      }
    }
    try {
      return Headers.of(namesAndValues.toArray(new String[0]));
    } catch (IllegalArgumentException _) {
      throw new BadRequest("a line of a part is not a name, a colon and a value");
    }
  }

  /// Blanks only: what else counts as white space is no part of a field.
  private static String trimmed(String value) {
    int from = 0;
    int to = value.length();
    while (from < to && isBlank(value.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(value.charAt(to - 1))) {
      to--;
    }
    return value.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
