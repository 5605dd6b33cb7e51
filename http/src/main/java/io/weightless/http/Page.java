package io.weightless.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/// The few pages that we write ourselves: small, readable by day and by night, and without scripts.
public final class Page {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --line: #8883; --faint: #777; --link: #0b5fb0; }
      @media (prefers-color-scheme: dark) { :root { --faint: #999; --link: #7db8f0; } }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2.5rem auto;
        padding: 0 1.25rem; }
      h1 { font-size: 1.35rem; font-weight: 600; overflow-wrap: anywhere; margin: 0 0 1rem; }
      h1, p { padding: 0 .5rem; }
      p { color: var(--faint); }
      a { color: var(--link); text-decoration: none; }
      a:hover { text-decoration: underline; }
      table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
      th { text-align: left; font-weight: 500; font-size: .85rem; color: var(--faint); }
      th, td { padding: .35rem .5rem; border-bottom: 1px solid var(--line); }
      td:first-child { overflow-wrap: anywhere; }
      th + th, td + td { text-align: right; white-space: nowrap; color: var(--faint); width: 1%; }
      tbody tr:hover { background: #8881; }
      @media (max-width: 34rem) { th:last-child, td:last-child { display: none; } }
      """;

  /// Nothing is loaded, whatever got into the page.
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  /// What Unicode calls explicit directional formatting, and implicit marks.
  private static final String TURNING =
      "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Page() {}

  /// A response with a whole page.
  ///
  /// @param title as text
  /// @param content as HTML
  static Response of(Status status, String title, String content) {
    String page =
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <h1>%s</h1>
        %s
        </body>
        </html>
        """
            .formatted(escaped(title), STYLE, escaped(title), content);
    return Response.html(status, page)
        .with("X-Content-Type-Options", "nosniff")
        .with("Content-Security-Policy", POLICY);
  }

  /// A page that says what went wrong.
  ///
  /// @param sentence as text
  public static Response failure(Status status, String sentence) {
    return of(status, status.toString(), "<p>" + escaped(sentence) + "</p>");
  }

  /// Text as HTML. Control characters can't be shown, and those that turn the direction of what
  /// follows would show another name; so neither is.
  static String escaped(String text) {
    StringBuilder html = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(isShown(c) ? c : '\ufffd');
      }
    }
    return html.toString();
  }

  private static boolean isShown(char c) {
    return !Character.isISOControl(c) && TURNING.indexOf(c) < 0;
  }

  /// One segment of a path, percent-encoded as UTF-8.
  static String encoded(String segment) {
    StringBuilder encoded = new StringBuilder(segment.length() + 16);
    for (byte b : segment.getBytes(UTF_8)) {
      boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
      if (plain || "-._~".indexOf(b) >= 0) {
        encoded.append((char) b);
      } else {
        HEX.toHexDigits(encoded.append('%'), b);
      }
    }
    return encoded.toString();
  }
}
