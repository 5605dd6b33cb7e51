package io.weightless.http.routing;

import io.weightless.http.Handler;
import io.weightless.http.Method;
import io.weightless.http.Middleware;
import org.jspecify.annotations.Nullable;

/// Some paths, a method, and who answers: what a [Router] is made of. Its factories are meant to be
/// imported statically.
///
/// A pattern is a path whose segments are texts, not percent-encoded, and parameters:
///
/// - `/users/{id}` takes one segment for `id`, which is not empty;
/// - `/files/{rest...}`, at the end only, takes all that is below `/files/`, perhaps nothing.
///
/// [Parameters] has what they took.
public final class Route {
  private final @Nullable Method method;
  private final PathPattern pattern;
  private final boolean isMount;
  private final Handler handler;

  private Route(@Nullable Method method, PathPattern pattern, boolean isMount, Handler handler) {
    this.method = method;
    this.pattern = pattern;
    this.isMount = isMount;
    this.handler = handler;
  }

  /// Answers GET, and HEAD where no other route of the same path does: the server leaves the body
  /// out.
  ///
  /// @throws IllegalArgumentException if the pattern is none
  public static Route get(String pattern, Handler handler) {
    return on(Method.GET, pattern, handler);
  }

  /// @throws IllegalArgumentException if the pattern is none
  public static Route post(String pattern, Handler handler) {
    return on(Method.POST, pattern, handler);
  }

  /// @throws IllegalArgumentException if the pattern is none
  public static Route put(String pattern, Handler handler) {
    return on(Method.PUT, pattern, handler);
  }

  /// @throws IllegalArgumentException if the pattern is none
  public static Route patch(String pattern, Handler handler) {
    return on(Method.PATCH, pattern, handler);
  }

  /// @throws IllegalArgumentException if the pattern is none
  public static Route delete(String pattern, Handler handler) {
    return on(Method.DELETE, pattern, handler);
  }

  /// Answers a method, whichever that is.
  ///
  /// @throws IllegalArgumentException if the pattern is none
  public static Route on(Method method, String pattern, Handler handler) {
    return new Route(method, PathPattern.parse(pattern), false, handler);
  }

  /// Answers every method that no other route of the same path does, also OPTIONS.
  ///
  /// @throws IllegalArgumentException if the pattern is none
  public static Route any(String pattern, Handler handler) {
    return new Route(null, PathPattern.parse(pattern), false, handler);
  }

  /// Hands on all that is at `prefix` and below it, but for what a more telling route takes. The
  /// handler sees what is behind the prefix as its target, and the prefix as
  /// [prefix][io.weightless.http.Request#prefix]: for what is mounted at `/api`, `/api/users?all`
  /// is `/users?all`, and both `/api` and `/api/` are `/`.
  ///
  /// A prefix that ends with a slash is that of a directory: whoever asks for it without the slash
  /// is sent on with it by a 308, as the links in its pages need.
  ///
  /// @param prefix a pattern; it may have parameters, but not one for the rest
  /// @throws IllegalArgumentException if the prefix is none
  public static Route mount(String prefix, Handler handler) {
    PathPattern pattern = PathPattern.parse(prefix);
    if (pattern.takesRest()) {
      throw new IllegalArgumentException(
          "what is mounted sees the rest itself, so a prefix has none: " + prefix);
    }
    return new Route(null, pattern, true, handler);
  }

  /// This with all of these around its handler; the first one sees a request first.
  public Route in(Middleware... layers) {
    return new Route(method, pattern, isMount, handler.in(layers));
  }

  /// Null for all that are not taken by another.
  @Nullable Method method() {
    return method;
  }

  PathPattern pattern() {
    return pattern;
  }

  boolean isMount() {
    return isMount;
  }

  Handler handler() {
    return handler;
  }

  /// As it was written: `GET /users/{id}`.
  @Override
  public String toString() {
    return (isMount ? "mount" : method == null ? "any" : method.name()) + " " + pattern;
  }
}
