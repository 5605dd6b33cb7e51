/// Floor 5: which handler answers a request, by its path and method, and by its host.
///
/// ```java
/// Handler site =
///     Router.of(
///         get("/users/{id}", request -> Response.ok(Parameters.of(request).get("id"))),
///         post("/users", request -> Response.of(Status.CREATED)),
///         mount("/docs/", StaticFiles.below(Path.of("docs"))));
/// ```
///
/// Routers are handlers, so they nest, and middleware goes around them. Nulls are refused.
@NullMarked
package io.weightless.http.routing;

import org.jspecify.annotations.NullMarked;
