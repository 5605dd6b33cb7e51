package io.weightless.http.internal.wire;

/// The grammar of a Host field: `uri-host [":" port]` (RFC 9110, section 7.2; RFC 3986, 3.2).
final class Host {
  private Host() {}

  /// An empty one is valid: it says that the target has no authority.
  static boolean isValid(byte[] bytes, int from, int to) {
    boolean literal = from < to && bytes[from] == '[';
    int end = literal ? literalEnd(bytes, from, to) : nameEnd(bytes, from, to);
    if (end < 0) {
      return false;
    }
    return end == to || (bytes[end] == ':' && end > from && isPort(bytes, end + 1, to));
  }

  private static int nameEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (Characters.isHost(bytes[at])) {
        at++;
      } else if (bytes[at] == '%' && isEncoded(bytes, at, to)) {
        at += 3;
      } else {
        return at;
      }
    }
    return at;
  }

  private static boolean isEncoded(byte[] bytes, int at, int to) {
    return at + 2 < to
        && Characters.hexDigit(bytes[at + 1]) >= 0
        && Characters.hexDigit(bytes[at + 2]) >= 0;
  }

  /// Behind the bracket, or -1. Looks at the characters of an address only, not at their order.
  private static int literalEnd(byte[] bytes, int from, int to) {
    boolean colon = false;
    for (int at = from + 1; at < to; at++) {
      byte b = bytes[at];
      if (b == ']') {
        return colon ? at + 1 : -1;
      }
      colon |= b == ':';
      if (b != ':' && b != '.' && Characters.hexDigit(b) < 0) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isPort(byte[] bytes, int from, int to) {
    if (to - from > 5) {
      return false;
    }
    int number = 0;
    for (int at = from; at < to; at++) {
      if (!Characters.isDigit(bytes[at])) {
        return false;
      }
      number = number * 10 + (bytes[at] - '0');
    }
    return number <= 65_535;
  }
}
