package io.weightless.http.routing;

import io.weightless.http.Allow;
import io.weightless.http.Method;
import io.weightless.http.Request;
import io.weightless.http.Response;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All that answers at one path, by method.
final class Resource {
  private final Route[] routes;

  /// For all methods that no other takes.
  private final @Nullable Route any;

  private final Allow allow;

  private Resource(Route[] routes, @Nullable Route any) {
    this.routes = routes;
    this.any = any;
    this.allow =
        Allow.of(
            Arrays.stream(routes)
                .map(Route::method)
                .map(Objects::requireNonNull)
                .toArray(Method[]::new));
  }

  /// `known` with one more route.
  ///
  /// @throws IllegalArgumentException if another one answers the same
  static Resource with(@Nullable Resource known, Route route) {
    Resource before = known == null ? new Resource(new Route[0], null) : known;
    Method method = route.method();
    Route other = method == null ? before.any : before.exact(method);
    if (other != null) {
      throw new IllegalArgumentException(
          "these routes can't be told apart: " + other + " and " + route);
    }
    if (method == null) {
      return new Resource(before.routes, route);
    }
    Route[] routes = Arrays.copyOf(before.routes, before.routes.length + 1);
    routes[before.routes.length] = route;
    return new Resource(routes, before.any);
  }

  /// The route for a method; null if that is not allowed.
  @Nullable Route route(Method method) {
    Route route = exact(method);
    if (route == null && method.equals(Method.HEAD)) {
      route = exact(Method.GET);
    }
    return route == null ? any : route;
  }

  /// The answer to a request that no route takes.
  Response refusal(Request request) {
    return allow.answer(request.method());
  }

  private @Nullable Route exact(Method method) {
    for (Route route : routes) {
      if (method.equals(route.method())) {
        return route;
      }
    }
    return null;
  }
}
