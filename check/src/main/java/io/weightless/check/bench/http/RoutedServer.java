package io.weightless.check.bench.http;

import static io.weightless.http.routing.Route.get;
import static io.weightless.http.routing.Route.mount;
import static io.weightless.http.routing.Route.post;

import io.weightless.check.bench.harness.ParentWatch;
import io.weightless.check.bench.server.Site;
import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.Response;
import io.weightless.http.StaticFiles;
import io.weightless.http.Status;
import io.weightless.http.coding.Compression;
import io.weightless.http.middleware.ErrorPages;
import io.weightless.http.middleware.RequestIds;
import io.weightless.http.middleware.SecurityHeaders;
import io.weightless.http.routing.Parameters;
import io.weightless.http.routing.Router;
import io.weightless.inspect.Watch;
import io.weightless.net.Address;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.file.Path;

/// Ours with routes and with middleware around them, as an application has them: `DIRECTORY`, and
/// [#WATCHED] for one that looks inside itself all the time.
final class RoutedServer {
  static final String WATCHED = "watched";

  private RoutedServer() {}

  static void main(String[] arguments) throws IOException {
    ParentWatch.start();
    Path files = Path.of(arguments[0]);
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() ->
          Scope.join(scope -> {
            if (arguments.length > 1 && arguments[1].equals(WATCHED)) {
              Watch.open();
            }
            HttpServer server =
                HttpServer.listen(scope, Address.parse("127.0.0.1:0"), application(files));
            System.out.println("serving on http://" + server.address());
          }));
    }
  }

  private static Handler application(Path files) throws IOException {
    return routes(files)
        .in(
            RequestIds.in("X-Request-Id"),
            SecurityHeaders.USUAL,
            ErrorPages.USUAL,
            Compression.standard());
  }

  private static Router routes(Path files) throws IOException {
    Handler none = _ -> Response.of(Status.NO_CONTENT);
    return Router.of(
        get(Site.PLAINTEXT_PATH, _ -> Response.ok(Site.PLAINTEXT)),
        get("/users", none),
        post("/users", none),
        get("/users/{id}", request -> Response.ok(Parameters.of(request).get("id"))),
        get("/users/{id}/orders", none),
        post("/users/{id}/orders", none),
        get("/users/{id}/orders/{order}", none),
        get("/products", none),
        get("/products/{id}", none),
        get("/products/{id}/pictures/{name...}", none),
        mount("/", StaticFiles.below(files)));
  }
}
