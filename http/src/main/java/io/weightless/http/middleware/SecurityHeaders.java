package io.weightless.http.middleware;

import io.weightless.http.Handler;
import io.weightless.http.Headers;
import io.weightless.http.Middleware;
import io.weightless.http.Request;
import io.weightless.http.Response;
import java.time.Duration;

/// Has browsers be careful with responses. A field that the handler has set itself stays.
///
/// ```java
/// handler.in(
///     SecurityHeaders.USUAL
///         .with("Content-Security-Policy", "default-src 'self'")
///         .transportOnlyBy(Duration.ofDays(365)));
/// ```
public final class SecurityHeaders implements Middleware {
  /// A type is what it is said to be (`X-Content-Type-Options: nosniff`), no page is shown within
  /// another one (`X-Frame-Options: DENY`), and other sites are not told from which page somebody
  /// comes (`Referrer-Policy: same-origin`).
  public static final SecurityHeaders USUAL =
      new SecurityHeaders(
          Headers.of(
              "X-Content-Type-Options",
              "nosniff",
              "X-Frame-Options",
              "DENY",
              "Referrer-Policy",
              "same-origin"),
          Headers.EMPTY);

  private final Headers always;

  /// When nobody else can read it.
  private final Headers secure;

  private SecurityHeaders(Headers always, Headers secure) {
    this.always = always;
    this.secure = secure;
  }

  /// The same with another value of a field, or one more field.
  ///
  /// @throws IllegalArgumentException if it could not be sent
  public SecurityHeaders with(String name, String value) {
    return new SecurityHeaders(always.replace(name, value), secure);
  }

  /// The same without a field.
  public SecurityHeaders without(String name) {
    return new SecurityHeaders(always.without(name), secure.without(name));
  }

  /// The same, that has browsers ask this host, and none but it, by TLS only, for so long from each
  /// response on (`Strict-Transport-Security`, RFC 6797). It is said over TLS only, as section 7.2
  /// has it: by [isSecure][io.weightless.http.Peer#isSecure], so [Forwarded] goes around this.
  public SecurityHeaders transportOnlyBy(Duration time) {
    return strict(time, "");
  }

  /// The same for this host and all below it.
  public SecurityHeaders transportOnlyForAllBelow(Duration time) {
    return strict(time, "; includeSubDomains");
  }

  private SecurityHeaders strict(Duration time, String more) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("no browser can keep to it for " + time);
    }
    String value = "max-age=" + time.toSeconds() + more;
    return new SecurityHeaders(always, secure.replace("Strict-Transport-Security", value));
  }

  @Override
  public Handler around(Handler next) {
    return request -> guarded(request, next.handle(request));
  }

  private Response guarded(Request request, Response response) {
    Headers all = missing(response.headers(), always);
    return response.with(request.peer().isSecure() ? missing(all, secure) : all);
  }

  private static Headers missing(Headers said, Headers wanted) {
    Headers all = said;
    for (int i = 0; i < wanted.size(); i++) {
      if (!all.contains(wanted.name(i))) {
        all = all.with(wanted.name(i), wanted.value(i));
      }
    }
    return all;
  }
}
