package io.weightless.http.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.http.BadRequest;
import io.weightless.http.internal.wire.Characters;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/// The segments of a path that was sent: what stands between its slashes, each decoded by itself,
/// so that an encoded slash does not separate any.
final class Segments {
  private Segments() {}

  /// Where the segment ends whose first character is at `from`.
  static int end(String target, int from, int end) {
    for (int i = from; i < end; i++) {
      if (target.charAt(i) == '/') {
        return i;
      }
    }
    return end;
  }

  static boolean isEncoded(String target, int from, int to) {
    for (int i = from; i < to; i++) {
      if (target.charAt(i) == '%') {
        return true;
      }
    }
    return false;
  }

  /// @throws BadRequest if it is not UTF-8
  static String decoded(String target, int from, int to) throws BadRequest {
    if (!isEncoded(target, from, to)) {
      return target.substring(from, to);
    }
    ByteBuffer bytes = ByteBuffer.allocate(to - from);
    for (int i = from; i < to; i++) {
      int b = target.charAt(i);
      if (b == '%') {
        b = octet(target, i, to);
        i += 2;
      }
      bytes.put((byte) b);
    }
    try {
      return UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException _) {
      throw new BadRequest("the path is not UTF-8, percent-encoded");
    }
  }

  /// A segment that leads elsewhere, in any disguise, could be taken for another path by whoever
  /// comes behind; clients resolve such segments before they ask (RFC 3986, section 5.2.4). So for
  /// this an encoded slash separates, and a backslash does.
  ///
  /// @param start of the path, where its first slash is
  static void checkDots(String target, int start, int end) throws BadRequest {
    if (isTame(target, start)) {
      return;
    }
    int dots = 0; // of a segment that has nothing else; else more than two
    for (int i = start; i < end; i++) {
      int c = target.charAt(i);
      if (c == '%') {
        c = octet(target, i, end);
        i += 2;
      }
      if (c == '/' || c == '\\') {
        refuse(dots);
        dots = 0;
      } else {
        dots += c == '.' ? 1 : 3;
      }
    }
    refuse(dots);
  }

  /// Whether there can't be any, at a glance.
  private static boolean isTame(String target, int start) {
    return target.indexOf("/.", start) < 0
        && target.indexOf('%', start) < 0
        && target.indexOf('\\', start) < 0;
  }

  private static void refuse(int dots) throws BadRequest {
    if (dots == 1 || dots == 2) {
      throw new BadRequest("the path has a segment that is '.' or '..'");
    }
  }

  /// What the three characters from a `%` on stand for; -1 if they are no such.
  private static int octet(String target, int at, int end) {
    if (at + 2 >= end) {
      return -1;
    }
    int high = Characters.hexDigit(target.charAt(at + 1));
    return high << 4 | Characters.hexDigit(target.charAt(at + 2));
  }
}
