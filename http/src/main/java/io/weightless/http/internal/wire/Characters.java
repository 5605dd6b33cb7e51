package io.weightless.http.internal.wire;

/// Which bytes may stand where, as one table: a scan is a load and a test per byte.
public final class Characters {
  /// `token` of RFC 9110, section 5.6.2: methods, field names, codings.
  private static final int TOKEN = 1;

  /// What a request target may consist of before its query: what RFC 3986 allows in a URL, and the
  /// `|` that browsers leave as it is.
  private static final int PATH = 2;

  /// What a field value may consist of; bytes from 0x80 on are opaque.
  private static final int VALUE = 4;

  /// What a query may consist of: what RFC 3986 allows, and what browsers send all the same (the
  /// URL standard of the WHATWG, section 1.3).
  private static final int QUERY = 16;

  /// What a name of a host may consist of, percent-encoding aside.
  private static final int HOST = 8;

  private static final byte[] CLASSES = classes();
  private static final byte[] LOWER = lower();

  private Characters() {}

  /// Whether `b` may stand at `place`, from 0 to 7, of a version such as `HTTP/1.1`.
  static boolean isOfVersion(byte b, int place) {
    return switch (place) {
      case 5, 7 -> isDigit(b);
      default -> b == "HTTP/?.?".charAt(place);
    };
  }

  /// Fit for a log.
  static String printable(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '?');
    }
    return text.toString();
  }

  static boolean isToken(byte b) {
    return (CLASSES[b & 0xff] & TOKEN) != 0;
  }

  static boolean isPath(byte b) {
    return (CLASSES[b & 0xff] & PATH) != 0;
  }

  static boolean isQuery(byte b) {
    return (CLASSES[b & 0xff] & QUERY) != 0;
  }

  static boolean isValue(byte b) {
    return (CLASSES[b & 0xff] & VALUE) != 0;
  }

  static boolean isHost(byte b) {
    return (CLASSES[b & 0xff] & HOST) != 0;
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /// What `c` counts as a hex digit: 0 to 15, or -1.
  public static int hexDigit(int c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int letter = c | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }

  public static boolean isToken(String text) {
    return !text.isEmpty() && consistsOf(text, TOKEN);
  }

  /// Whether `text` can be sent as a field value: no control characters, so that no field and no
  /// response can be smuggled in through it; nothing beyond Latin-1; no blank at either end.
  public static boolean isFieldValue(String text) {
    return text.equals(text.strip()) && consistsOf(text, VALUE);
  }

  private static boolean consistsOf(String text, int wanted) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0xff || (CLASSES[c] & wanted) == 0) {
        return false;
      }
    }
    return true;
  }

  /// Whether the bytes from `from` to `to` are `text`, in any case.
  public static boolean equal(byte[] bytes, int from, int to, String text) {
    int length = to - from;
    if (length != text.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c > 0xff || LOWER[bytes[from + i] & 0xff] != LOWER[c]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] classes() {
    byte[] classes = new byte[256];
    for (int c = 0; c < 256; c++) {
      boolean letterOrDigit =
          (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      boolean visible = c > ' ' && c < 0x7f;
      if (letterOrDigit || (visible && "!#$%&'*+-.^_`|~".indexOf(c) >= 0)) {
        classes[c] |= TOKEN;
      }
      if (letterOrDigit || (visible && "-._~!$&'()*+,;=".indexOf(c) >= 0)) {
        classes[c] |= HOST;
      }
      if (visible && "\"#<>?\\^`{}".indexOf(c) < 0) {
        classes[c] |= PATH;
      }
      if (visible && "\"#<>".indexOf(c) < 0) {
        classes[c] |= QUERY;
      }
      if (visible || c == ' ' || c == '\t' || c >= 0x80) {
        classes[c] |= VALUE;
      }
    }
    return classes;
  }

  private static byte[] lower() {
    byte[] lower = new byte[256];
    for (int c = 0; c < 256; c++) {
      lower[c] = (byte) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    return lower;
  }
}
