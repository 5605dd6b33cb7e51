package io.weightless.http.websocket.internal;

import java.nio.ByteBuffer;

/// Checks text as it comes, part by part, and fails at the first byte that can't be right (RFC
/// 3629, section 4): no overlong form, no surrogate, nothing above U+10FFFF.
public final class Utf8Check {
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  /// Bytes of the present character that are still to come.
  private int left;

  /// What the next of them may be, both included.
  private int least;

  private int most;

  /// Whether all that remains is text.
  public static boolean isText(ByteBuffer bytes) {
    Utf8Check check = new Utf8Check();
    return check.accepts(bytes, bytes.position(), bytes.limit()) && check.isWhole();
  }

  /// @param from index in `text`, whose position does not matter
  /// @return whether all of it may be part of a text
  boolean accepts(ByteBuffer text, int from, int to) {
    int i = from;
    while (i < to) {
      if (left == 0) {
        i = pastAscii(text, i, to);
        if (i < to && !begins(text.get(i++) & 0xff)) {
          return false;
        }
      } else if (!goesOn(text.get(i++) & 0xff)) {
        return false;
      }
    }
    return true;
  }

  /// Whether no character is left in the middle; then it can begin anew.
  boolean isWhole() {
    return left == 0;
  }

  private static int pastAscii(ByteBuffer text, int from, int to) {
    int i = from;
    while (to - i >= Long.BYTES && (text.getLong(i) & NOT_ASCII) == 0) {
      i += Long.BYTES;
    }
    while (i < to && text.get(i) >= 0) {
      i++;
    }
    return i;
  }

  private boolean begins(int first) {
    if (first < 0xc2 || first > 0xf4) {
      return false;
    }
    left = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    return true;
  }

  private boolean goesOn(int next) {
    boolean isRight = next >= least && next <= most;
    left--;
    least = 0x80;
    most = 0xbf;
    return isRight;
  }
}
