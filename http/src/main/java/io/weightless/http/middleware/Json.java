package io.weightless.http.middleware;

import java.util.HexFormat;

/// An object as JSON (RFC 8259), member by member.
final class Json {
  private static final HexFormat HEX = HexFormat.of();

  private final StringBuilder text = new StringBuilder("{");

  Json put(String name, String value) {
    name(name);
    quote(value);
    return this;
  }

  Json put(String name, long value) {
    name(name);
    text.append(value);
    return this;
  }

  /// @param value which is JSON already
  Json putRaw(String name, String value) {
    name(name);
    text.append(value);
    return this;
  }

  @Override
  public String toString() {
    return text + "}";
  }

  private void name(String name) {
    if (text.length() > 1) {
      text.append(',');
    }
    quote(name);
    text.append(':');
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        default -> {
          if (isPlain(c)) {
            text.append(c);
          } else {
            text.append("\\u").append(HEX.toHexDigits(c));
          }
        }
      }
    }
    text.append('"');
  }

  /// Not what ends a line somewhere, or has no form in UTF-8 where it stands alone.
  private static boolean isPlain(char c) {
    return c >= ' '
        && c != '\u2028'
        && c != '\u2029'
        && !Character.isISOControl(c)
        && !Character.isSurrogate(c);
  }

  static String quoted(String value) {
    Json one = new Json();
    one.text.setLength(0);
    one.quote(value);
    return one.text.toString();
  }
}
