package io.weightless.http.coding;

import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.Response;
import io.weightless.http.Status;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which responses may be coded, and which are worth it.
final class Compressible {
  /// What makes a coding wrong, or has one: digests are of what is sent (RFC 9530).
  private static final List<String> OBSTACLES =
      List.of(
          "Content-Encoding",
          "Content-Range",
          "Content-Digest",
          "Repr-Digest",
          "Digest",
          "Content-MD5");

  /// What gets shorter, beside texts, JSON and XML.
  private static final Set<String> TYPES =
      Set.of(
          "application/ecmascript",
          "application/graphql",
          "application/javascript",
          "application/json",
          "application/jsonl",
          "application/manifest",
          "application/rtf",
          "application/sql",
          "application/toml",
          "application/vnd.ms-fontobject",
          "application/wasm",
          "application/x-javascript",
          "application/x-ndjson",
          "application/x-www-form-urlencoded",
          "application/xml",
          "application/yaml",
          "font/otf",
          "font/ttf",
          "image/bmp",
          "image/vnd.microsoft.icon",
          "image/x-icon");

  private Compressible() {}

  static boolean may(Response response) {
    return !response.status().isBodiless()
        && !response.status().equals(Status.PARTIAL_CONTENT)
        && response.body().length() != 0
        && OBSTACLES.stream().noneMatch(response.headers()::contains)
        && !isToStay(response.headers());
  }

  static boolean isWorthIt(Response response, int leastBytes) {
    long length = response.body().length();
    String type = response.headers().first("Content-Type");
    return (length == IncomingBody.UNKNOWN || length >= leastBytes)
        && type != null
        && isType(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
  }

  private static boolean isType(String type) {
    return type.startsWith("text/")
        || type.endsWith("+json")
        || type.endsWith("+xml")
        || TYPES.contains(type);
  }

  private static boolean isToStay(Headers headers) {
    return headers.elements("Cache-Control").stream().anyMatch("no-transform"::equalsIgnoreCase);
  }
}
