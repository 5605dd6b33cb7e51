/// Floor 5: an HTTP/1.1 server whose handlers are plain functions from a request to a response.
///
/// ```java
/// Scope.run(
///     scope -> {
///       Address address = Address.parse("127.0.0.1:8080");
///       return HttpServer.listen(scope, address, request -> Response.ok("hello"));
///     });
/// ```
///
/// Requests, responses and what they are made of are values;
/// [HttpServer][io.weightless.http.HttpServer] lives in a task, and runs a task per connection. A
/// handler may wait: it holds up its own connection only. The client is in
/// [client][io.weightless.http.client]; routes, middleware, forms, cookies, codings and events have
/// packages of their own, of which this one knows nothing. Nulls are refused unless marked.
@NullMarked
package io.weightless.http;

import org.jspecify.annotations.NullMarked;
