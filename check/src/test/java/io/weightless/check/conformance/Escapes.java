package io.weightless.check.conformance;

/// How the tables write octets: as Latin-1, but `~` is CR LF, `\xhh` an octet, `\r`, `\n`, `\t` and
/// `\\` are what they are in Java, `\(3*text\)` is the text three times, and `\e` is the ETag of
/// `/data.txt`.
final class Escapes {
  /// Stands for the ETag until it is known; no octet is it.
  static final char ETAG = '\ue000';

  private final String source;
  private int at;

  private Escapes(String source) {
    this.source = source;
  }

  static String text(String source) {
    return new Escapes(source).text();
  }

  /// To the end, or behind the `\)` that ends this repetition.
  private String text() {
    StringBuilder text = new StringBuilder();
    while (at < source.length()) {
      char c = source.charAt(at++);
      if (c == '~') {
        text.append("\r\n");
      } else if (c != '\\') {
        text.append(c);
      } else if (source.charAt(at) == ')') {
        at++;
        return text.toString();
      } else {
        text.append(escape(source.charAt(at++)));
      }
    }
    return text.toString();
  }

  private String escape(char c) {
    return switch (c) {
      case 'x' -> String.valueOf((char) Integer.parseInt(source, at, at += 2, 16));
      case 'e' -> String.valueOf(ETAG);
      case '(' -> repeated();
      default -> ("\\" + c).translateEscapes();
    };
  }

  private String repeated() {
    int star = source.indexOf('*', at);
    int count = Integer.parseInt(source, at, star, 10);
    at = star + 1;
    return text().repeat(count);
  }
}
