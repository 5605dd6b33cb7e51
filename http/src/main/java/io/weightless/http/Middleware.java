package io.weightless.http;

/// What stands around a handler: it may change the request on its way in, answer it, and change the
/// response on its way out. A plain function.
///
/// ```java
/// Middleware timing = next -> request -> {
///   long began = System.nanoTime();
///   Response response = next.handle(request);
///   return response.with("Server-Timing", "app;dur=" + (System.nanoTime() - began) / 1e6);
/// };
/// ```
@FunctionalInterface
public interface Middleware {
  Handler around(Handler next);

  /// This, with `inner` between it and the handler.
  default Middleware then(Middleware inner) {
    return next -> around(inner.around(next));
  }
}
