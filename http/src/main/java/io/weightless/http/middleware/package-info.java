/// Floor 5: what stands around handlers, each a plain function from a handler to a handler.
///
/// ```java
/// Handler app =
///     Router.of(get("/", _ -> Response.ok("hello")))
///         .in(
///             RequestIds.in("X-Request-Id"),
///             SecurityHeaders.USUAL,
///             ErrorPages.USUAL,
///             RateLimit.of(100, Duration.ofMinutes(1)),
///             Timeout.of(Duration.ofSeconds(10)));
/// ```
///
/// They never change once made, except that those with a state, the limits, belong to the reactor
/// that they are used on: each shard has its own. Nulls are refused unless marked.
@NullMarked
package io.weightless.http.middleware;

import org.jspecify.annotations.NullMarked;
