package io.weightless.http.internal.wire;

import io.weightless.http.Headers;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which fields may stand behind a body (RFC 9110, section 6.5.1): none that say how a message is
/// framed, where it goes, who sends it, for how long it holds, and how its content is read. Who
/// keeps trailers apart would not see them, and who merges them would see them too late.
public final class TrailerNames {
  private static final Set<String> REFUSED =
      Set.of(
          "age",
          "authorization",
          "cache-control",
          "connection",
          "content-encoding",
          "content-length",
          "content-range",
          "content-type",
          "cookie",
          "date",
          "expect",
          "expires",
          "host",
          "keep-alive",
          "location",
          "max-forwards",
          "pragma",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "range",
          "retry-after",
          "set-cookie",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "vary",
          "warning",
          "www-authenticate");

  private TrailerNames() {}

  /// @throws IllegalArgumentException if one of `fields` has to come before the body
  public static void check(Headers fields) {
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.name(i).toLowerCase(Locale.ROOT);
      if (REFUSED.contains(name) || name.startsWith("if-")) {
        throw new IllegalArgumentException(fields.name(i) + " can't come behind a body");
      }
    }
  }

  /// The value of a Trailer field that announces them.
  public static String of(Headers fields) {
    return IntStream.range(0, fields.size())
        .mapToObj(fields::name)
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
