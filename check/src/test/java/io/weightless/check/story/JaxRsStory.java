package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.Response;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.http.client.HttpClient;
import io.weightless.http.jdk.WeightlessHttpServer;
import io.weightless.http.jdk.WeightlessHttpServerProvider;
import io.weightless.http.routing.Route;
import io.weightless.http.routing.Router;
import io.weightless.net.Address;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An application of JAX-RS in Jersey's container for the JDK's server, both as they are.
final class JaxRsStory {
  private static final String OURS = WeightlessHttpServerProvider.class.getName();
  private static final String JDKS = "sun.net.httpserver.DefaultHttpServerProvider";

  /// On Jersey's threads and on none, on the JDK's server and on ours: there is no difference.
  @ParameterizedTest
  @CsvSource({"jdk,", "jdk,alone", "weightless,", "weightless,alone"})
  void anUnchangedProgramServesItsResources(String whose, @Nullable String how) throws Exception {
    boolean isOurs = whose.equals("weightless");
    List<String> flags =
        isOurs ? List.of() : List.of("-Dcom.sun.net.httpserver.HttpServerProvider=" + JDKS);
    String[] run = {"run", NotesServer.class.getName(), how == null ? "" : how};
    try (Program program = Program.typedAtWith(flags, run);
        java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient()) {
      String line = program.awaitLine("notes on port \\d+ by .*");
      assertThat(line).endsWith(" by " + (isOurs ? OURS : JDKS));
      talk(client, "http://127.0.0.1:" + line.split(" ", -1)[3] + "/api/notes");
      program.endInput();
      assertThat(program.exit()).isZero();
    }
  }

  private static void talk(java.net.http.HttpClient client, String notes) throws Exception {
    HttpResponse<String> created = ask(client, notes + "/a%20b", "PUT", "first");
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.headers().firstValue("Location")).contains(notes + "/a%20b");
    assertThat(ask(client, notes + "/c", "PUT", "second").statusCode()).isEqualTo(201);
    assertThat(ask(client, notes + "/a%20b", "GET", "").body()).isEqualTo("first");
    assertThat(ask(client, notes, "GET", "").body()).isEqualTo("a b: first\nc: second\n");
    assertThat(ask(client, notes + "/c", "DELETE", "").statusCode()).isEqualTo(204);
    assertThat(ask(client, notes + "/c", "GET", "").statusCode()).isEqualTo(404);
    assertThat(ask(client, notes + "/c", "POST", "x").statusCode()).isEqualTo(405);
    HttpResponse<String> full = ask(client, notes + "/long", "PUT", "x".repeat(101));
    assertThat(full.statusCode()).isEqualTo(507);
    assertThat(full.body()).isEqualTo("no room for long");
    assertThat(ask(client, notes + "/a%20b", "HEAD", "").statusCode()).isEqualTo(200);
    assertThat(ask(client, notes + "/a%20b/100000", "GET", "").body())
        .isEqualTo("first\n".repeat(100_000));
  }

  private static HttpResponse<String> ask(
      java.net.http.HttpClient client, String url, String method, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "text/plain")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  /// Beside other handlers, on one port and in one task's reactor.
  @Test
  void theApplicationIsAHandlerAmongOthers() throws Exception {
    Handler site = site(); // Jersey takes its time
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() ->
          Scope.run(scope -> {
            HttpServer server = HttpServer.listen(scope, new Address("127.0.0.1", 0), site);
            String base = "http://127.0.0.1:" + server.address().port();
            try (HttpClient client = HttpClient.open()) {
              assertThat(text(client, base + "/")).isEqualTo("page");
              assertThat(text(client, base + "/api/notes")).isEmpty();
              assertThat(text(client, base + "/api/notes/none")).isEmpty();
              assertThat(text(client, base + "/other")).contains("404");
            }
            server.close();
            return null;
          }));
    }
  }

  private static Handler site() throws IOException {
    WeightlessHttpServer foreign = new WeightlessHttpServerProvider().createHttpServer(null, 0);
    HttpHandler container =
        RuntimeDelegate.getInstance().createEndpoint(new Notes(), HttpHandler.class);
    foreign.createContext("/api/", container);
    return Router.of(
        Route.get("/", _ -> Response.ok("page")), Route.mount("/api", foreign.handler()));
  }

  private static String text(HttpClient client, String url) throws IOException {
    try (ClientResponse response = client.send(ClientRequest.get(url))) {
      return response.text(1000);
    }
  }
}
