package io.weightless.http.cookie;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A cookie in a jar.
///
/// @param isHostOnly whether it goes to `domain` alone, and not to hosts below it
/// @param expires null for the end of the jar
/// @param order in which cookies came; one that is replaced keeps its place
record Kept(
    Cookie cookie,
    String domain,
    boolean isHostOnly,
    String path,
    boolean isSecure,
    @Nullable Instant expires,
    long order) {
  /// Whether it takes the place of `other` (RFC 6265, section 5.3, step 11). One of the host alone
  /// and one of its domain are two, as the revision has it (section 5.7, step 23).
  boolean replaces(Kept other) {
    return cookie.name().equals(other.cookie.name())
        && domain.equals(other.domain)
        && isHostOnly == other.isHostOnly
        && path.equals(other.path);
  }

  Kept at(long place) {
    return new Kept(cookie, domain, isHostOnly, path, isSecure, expires, place);
  }

  boolean isOverAt(Instant now) {
    return expires != null && !now.isBefore(expires);
  }

  boolean goesTo(String host, String requestPath, boolean isSecureRequest) {
    return (isHostOnly ? host.equals(domain) : Domains.matches(host, domain))
        && matches(requestPath, path)
        && (isSecureRequest || !isSecure);
  }

  /// Section 5.1.4.
  static boolean matches(String requestPath, String cookiePath) {
    return requestPath.startsWith(cookiePath)
        && (requestPath.length() == cookiePath.length()
            || cookiePath.endsWith("/")
            || requestPath.charAt(cookiePath.length()) == '/');
  }

  /// What a cookie has that says none: all but what follows the last slash.
  static String defaultPath(String requestPath) {
    int slash = requestPath.lastIndexOf('/');
    return slash < 1 ? "/" : requestPath.substring(0, slash);
  }
}
