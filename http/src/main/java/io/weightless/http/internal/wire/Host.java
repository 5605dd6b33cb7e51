package io.weightless.http.internal.wire;

/// The grammar of a Host field: `uri-host [":" port]` (RFC 9110, section 7.2; RFC 3986, 3.2).
///
/// An empty host is refused, though the grammar has one: the scheme does not (RFC 9110, section
/// 4.2.1).
final class Host {
  private static final int MAX_PORT = 65_535;
  private static final int GROUPS = 8;

  private Host() {}

  static boolean isValid(byte[] bytes, int from, int to) {
    boolean literal = from < to && bytes[from] == '[';
    int end = literal ? literalEnd(bytes, from, to) : nameEnd(bytes, from, to);
    if (end <= from) {
      return false;
    }
    return end == to || (bytes[end] == ':' && isPort(bytes, end + 1, to));
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

  /// Behind the bracket, or -1.
  private static int literalEnd(byte[] bytes, int from, int to) {
    int end = from + 1;
    while (end < to && bytes[end] != ']') {
      end++;
    }
    if (end == to) {
      return -1;
    }
    boolean future = bytes[from + 1] == 'v' || bytes[from + 1] == 'V';
    boolean valid = future ? isFuture(bytes, from + 2, end) : isIpv6(bytes, from + 1, end);
    return valid ? end + 1 : -1;
  }

  /// Up to eight groups of up to four hex digits, the last two perhaps as IPv4; `::` once, for at
  /// least one of them.
  private static boolean isIpv6(byte[] bytes, int from, int to) {
    int groups = 0;
    int at = from;
    boolean gap = isGap(bytes, at, to);
    if (gap) {
      at += 2;
    }
    while (at < to) {
      int end = groupEnd(bytes, at, to);
      if (end < to && bytes[end] == '.') {
        return hasRoom(groups + 2, gap) && isIpv4(bytes, at, to);
      }
      if (end == at || ++groups > GROUPS) {
        return false;
      }
      at = end;
      if (isGap(bytes, at, to)) {
        if (gap) {
          return false;
        }
        gap = true;
        at += 2;
      } else if (at < to && (bytes[at++] != ':' || at == to)) {
        return false;
      }
    }
    return hasRoom(groups, gap);
  }

  private static boolean hasRoom(int groups, boolean gap) {
    return gap ? groups < GROUPS : groups == GROUPS;
  }

  private static boolean isGap(byte[] bytes, int at, int to) {
    return at + 1 < to && bytes[at] == ':' && bytes[at + 1] == ':';
  }

  private static int groupEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && at - from < 4 && Characters.hexDigit(bytes[at]) >= 0) {
      at++;
    }
    return at;
  }

  private static boolean isIpv4(byte[] bytes, int from, int to) {
    int at = from;
    for (int part = 0; part < 4; part++) {
      int end = at;
      while (end < to && end - at < 4 && Characters.isDigit(bytes[end])) {
        end++;
      }
      boolean last = part == 3;
      if (number(bytes, at, end, 255) < 0 || (end - at > 1 && bytes[at] == '0')) {
        return false;
      }
      if (last ? end != to : end == to || bytes[end] != '.') {
        return false;
      }
      at = end + 1;
    }
    return true;
  }

  /// What may come after version 6: `1*HEXDIG "." 1*( unreserved / sub-delims / ":" )`.
  private static boolean isFuture(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && Characters.hexDigit(bytes[at]) >= 0) {
      at++;
    }
    if (at == from || at + 1 >= to || bytes[at] != '.') {
      return false;
    }
    for (int i = at + 1; i < to; i++) {
      if (!Characters.isHost(bytes[i]) && bytes[i] != ':') {
        return false;
      }
    }
    return true;
  }

  /// An empty one is valid, and means the scheme's.
  private static boolean isPort(byte[] bytes, int from, int to) {
    return from == to || number(bytes, from, to, MAX_PORT) >= 0;
  }

  /// -1 if it is none, or beyond `most`.
  private static int number(byte[] bytes, int from, int to, int most) {
    int number = 0;
    for (int at = from; at < to; at++) {
      if (!Characters.isDigit(bytes[at])) {
        return -1;
      }
      number = number * 10 + (bytes[at] - '0');
      if (number > most) {
        return -1;
      }
    }
    return from == to ? -1 : number;
  }
}
