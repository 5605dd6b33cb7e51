package io.weightless.http.middleware;

import static io.weightless.http.routing.Route.get;
import static io.weightless.http.routing.Route.mount;
import static io.weightless.http.routing.Route.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Handler;
import io.weightless.http.Method;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.LiveServer;
import io.weightless.http.routing.Parameters;
import io.weightless.http.routing.Router;
import io.weightless.scope.Task;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A whole application on real sockets: routes, and everything around them.
final class ApplicationTest {
  private static final String APP = "https://app.example.com";
  private static LiveServer server;

  @BeforeAll
  static void start() throws Exception {
    server = LiveServer.start(ApplicationTest::application);
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static Handler application() {
    Router admin = Router.of(get("/", _ -> Response.ok("statistics")));
    return Router.of(
            get("/users/{id}", ApplicationTest::user),
            post("/users", _ -> Response.of(Status.CREATED))
                .in(RateLimit.of(2, Duration.ofDays(1))),
            get("/slow", _ -> slow()).in(Timeout.of(Duration.ofMillis(1))),
            get(
                "/whoami",
                request -> Response.ok(request.remote() + " " + request.peer().isSecure())),
            mount(
                "/admin",
                admin.in(BasicAuthentication.of("admin", (user, _) -> user.equals("ops")))))
        .in(
            Forwarded.by(Networks.of("127.0.0.0/8")),
            RequestIds.in("X-Request-Id").trusting(Networks.of("127.0.0.0/8")),
            SecurityHeaders.USUAL,
            Cors.of(APP).methods(Method.GET, Method.POST),
            ErrorPages.USUAL,
            ConcurrencyLimit.of(10).waiting(10, Duration.ofSeconds(10)));
  }

  private static Response user(Request request) throws Exception {
    return Response.ok("user " + Parameters.of(request).number("id"));
  }

  private static Response slow() {
    Task.sleep(Duration.ofDays(1));
    return Response.ok("late");
  }

  @Test
  void aRouteIsAnsweredWithAllThatIsAroundIt() throws Exception {
    String answer = ask("GET /users/7", "X-Request-Id: from-proxy", "Origin: " + APP);

    assertThat(answer)
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("\r\nX-Request-Id: from-proxy\r\n", "\r\nX-Frame-Options: DENY\r\n")
        .contains("\r\nAccess-Control-Allow-Origin: " + APP + "\r\n")
        .endsWith("\r\n\r\nuser 7");
  }

  @Test
  void whatGoesWrongIsSaidToProgramsAndToPeople() throws Exception {
    assertThat(ask("GET /users/x"))
        .startsWith("HTTP/1.1 404 Not Found\r\n")
        .contains("\r\nContent-Type: application/problem+json\r\n")
        .endsWith("\"detail\":\"the id in the path is not a number\"}");
    assertThat(ask("GET /nowhere", "Accept: text/html"))
        .startsWith("HTTP/1.1 404 Not Found\r\n")
        .contains("<h1>404 Not Found</h1>");
    assertThat(ask("DELETE /users/7"))
        .startsWith("HTTP/1.1 405 Method Not Allowed\r\n")
        .contains("\r\nAllow: GET, HEAD, OPTIONS\r\n");
    assertThat(ask("GET /slow")).startsWith("HTTP/1.1 503 Service Unavailable\r\n");
    assertThat(ask("GET /a/%2e%2e/b")).startsWith("HTTP/1.1 400 Bad Request\r\n");
  }

  @Test
  void aClientBehindTheProxyIsSeenAsItself() throws Exception {
    assertThat(ask("GET /whoami", "Forwarded: for=\"192.0.2.1:80\";proto=https"))
        .endsWith("\r\n\r\n192.0.2.1:80 true");
  }

  @Test
  void aClientThatAsksTooOftenIsToldWhenToComeAgain() throws Exception {
    String client = "Forwarded: for=198.51.100.1";
    for (int i = 0; i < 2; i++) {
      assertThat(ask("POST /users", client)).startsWith("HTTP/1.1 201 Created\r\n");
    }
    assertThat(ask("POST /users", client))
        .startsWith("HTTP/1.1 429 Too Many Requests\r\n")
        .contains("\r\nRetry-After: 432");
    assertThat(ask("POST /users", "Forwarded: for=198.51.100.2")).startsWith("HTTP/1.1 201 ");
  }

  @Test
  void whatIsMountedAsksWhoSomebodyIs() throws Exception {
    assertThat(ask("GET /admin"))
        .startsWith("HTTP/1.1 401 Unauthorized\r\n")
        .contains("\r\nWWW-Authenticate: Basic realm=\"admin\", charset=\"UTF-8\"\r\n");
    assertThat(ask("GET /admin", "Authorization: Basic b3BzOng=")).endsWith("\r\n\r\nstatistics");
  }

  @Test
  void headHasNoBodyAndOptionsSaysWhatIsAllowed() throws Exception {
    assertThat(ask("HEAD /users/7")).contains("\r\nContent-Length: 6\r\n").endsWith("\r\n\r\n");
    assertThat(ask("OPTIONS /users")).contains("\r\nAllow: POST, OPTIONS\r\n");
    assertThat(ask("OPTIONS *")).startsWith("HTTP/1.1 204 No Content\r\n");
  }

  private static String ask(String request, String... fields) throws Exception {
    String lines = String.join("\r\n", List.of(fields)) + (fields.length == 0 ? "" : "\r\n");
    String head = request + " HTTP/1.1\r\nHost: a\r\n" + lines + "Connection: close\r\n\r\n";
    try (Socket socket = server.connect()) {
      socket.getOutputStream().write(head.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
