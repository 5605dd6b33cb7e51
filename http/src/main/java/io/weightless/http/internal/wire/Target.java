package io.weightless.http.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.http.Method;
import org.jspecify.annotations.Nullable;

/// The forms of a request target (RFC 9112, section 3.2), and the path and query in it.
public final class Target {
  private Target() {}

  /// Why `target` can't stand in a request with `method`, or null if it can. That it consists of
  /// the right characters is known.
  public static @Nullable String fault(Method method, String target) {
    if (method.equals(Method.CONNECT)) {
      return isHostAndPort(target) ? null : "the target of CONNECT is host:port";
    }
    if (target.startsWith("/")) {
      return pathFault(target, 0);
    }
    if (target.equals("*")) {
      return method.equals(Method.OPTIONS) ? null : "the target * is for OPTIONS only";
    }
    int path = pathStart(target);
    if (path < 0) {
      return "the target is neither a path nor an http URL";
    }
    return pathFault(target, path);
  }

  /// The path, percent-decoded once as UTF-8; what is not UTF-8 becomes U+FFFD. The target itself,
  /// where it has no path.
  public static String path(String target) {
    int start = start(target);
    if (start < 0) {
      return target;
    }
    int question = target.indexOf('?', start);
    int end = question < 0 ? target.length() : question;
    if (start == end) {
      return "/";
    }
    String raw = target.substring(start, end);
    return raw.indexOf('%') < 0 ? raw : decoded(raw);
  }

  /// Whether `target`, of OPTIONS, means the server and nothing on it (RFC 9112, section 3.2.4).
  public static boolean isServer(String target) {
    return target.equals("*") || pathStart(target) == target.length();
  }

  /// What follows the first question mark, as it was sent.
  public static @Nullable String query(String target) {
    int question = target.indexOf('?');
    return question < 0 ? null : target.substring(question + 1);
  }

  /// Path and query as they were sent, perhaps empty; null where there is none.
  public static @Nullable String pathAndQuery(String target) {
    int start = start(target);
    return start < 0 ? null : target.substring(start);
  }

  /// Host and perhaps port of an http URL; null if it is none.
  public static @Nullable String authority(String target) {
    int end = pathStart(target);
    return end < 0 ? null : target.substring(authorityStart(target), end);
  }

  /// Where the path begins, which is perhaps empty; -1 where there is none.
  public static int start(String target) {
    return target.startsWith("/") ? 0 : pathStart(target);
  }

  /// Where the path of an http URL begins, -1 if it is none.
  private static int pathStart(String target) {
    int authority = authorityStart(target);
    if (authority < 0) {
      return -1;
    }
    int end = authority;
    while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
      end++;
    }
    return end > authority && isHost(target.substring(authority, end)) ? end : -1;
  }

  private static int authorityStart(String target) {
    if (target.regionMatches(true, 0, "http://", 0, 7)) {
      return 7;
    }
    return target.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
  }

  private static boolean isHostAndPort(String target) {
    int colon = target.lastIndexOf(':');
    return colon > target.lastIndexOf(']') && colon < target.length() - 1 && isHost(target);
  }

  /// Whether it may stand in a Host field: a host and perhaps a port (RFC 9110, section 7.2).
  public static boolean isHost(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return Host.isValid(bytes, 0, bytes.length);
  }

  private static @Nullable String pathFault(String target, int start) {
    int question = target.indexOf('?', start);
    int end = question < 0 ? target.length() : question;
    for (int i = target.indexOf('%', start); i >= 0 && i < end; i = target.indexOf('%', i + 1)) {
      if (i + 2 >= end || !isHex(target, i + 1) || !isHex(target, i + 2)) {
        return "a % in the path is not followed by two hex digits";
      }
    }
    return null;
  }

  private static boolean isHex(String text, int index) {
    return Characters.hexDigit(text.charAt(index)) >= 0;
  }

  private static String decoded(String raw) {
    byte[] bytes = new byte[raw.length()];
    int length = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int high = Characters.hexDigit(raw.charAt(i + 1));
        bytes[length++] = (byte) (high << 4 | Characters.hexDigit(raw.charAt(i + 2)));
        i += 2;
      } else {
        bytes[length++] = (byte) c;
      }
    }
    return new String(bytes, 0, length, UTF_8);
  }
}
