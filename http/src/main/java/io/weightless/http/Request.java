package io.weightless.http;

import io.weightless.http.internal.wire.Target;
import io.weightless.net.Address;
import org.jspecify.annotations.Nullable;

/// What a client asks for. All but the body may be kept for as long as one likes.
public final class Request {
  private static final Address NOWHERE = new Address("0.0.0.0", 0);

  private final Method method;
  private final String target;
  private final Version version;
  private final Headers headers;
  private final RequestBody body;
  private final Address remote;

  /// Decoded when first asked for.
  private @Nullable String path;

  /// For those who have parsed one: nothing is checked.
  ///
  /// @param target as it was sent, percent-encoded
  /// @param remote who asks
  public Request(
      Method method,
      String target,
      Version version,
      Headers headers,
      RequestBody body,
      Address remote) {
    this.method = method;
    this.target = target;
    this.version = version;
    this.headers = headers;
    this.body = body;
    this.remote = remote;
  }

  /// A request from nobody, for trying a handler.
  public static Request of(Method method, String target) {
    return of(method, target, Headers.EMPTY, RequestBody.empty());
  }

  /// A request from nobody, for trying a handler.
  ///
  /// @throws IllegalArgumentException if the target can't stand in a request
  public static Request of(Method method, String target, Headers headers, RequestBody body) {
    String fault = Target.fault(method, target);
    if (fault != null) {
      throw new IllegalArgumentException(fault + ": \"" + target + "\"");
    }
    return new Request(method, target, Version.HTTP_1_1, headers, body, NOWHERE);
  }

  public Method method() {
    return method;
  }

  /// As it was sent: a path with perhaps a query, a whole URL, `*`, or host and port.
  public String target() {
    return target;
  }

  /// The path, percent-decoded once. It may hold anything, so also `..` and control characters.
  public String path() {
    String known = path;
    if (known == null) {
      known = Target.path(target);
      path = known;
    }
    return known;
  }

  /// What follows the question mark, not decoded; null if there is none.
  public @Nullable String query() {
    return Target.query(target);
  }

  public Version version() {
    return version;
  }

  public Headers headers() {
    return headers;
  }

  public RequestBody body() {
    return body;
  }

  public Address remote() {
    return remote;
  }

  /// The request line, without its end.
  @Override
  public String toString() {
    return method + " " + target + " " + version;
  }
}
