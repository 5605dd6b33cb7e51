package io.weightless.check.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.AccessLog;
import io.weightless.http.HttpServer;
import io.weightless.http.Limits;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.client.ClientLimits;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.http.client.HttpClient;
import io.weightless.http.client.HttpProxy;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.net.tls.Tls;
import io.weightless.net.tls.TlsClient;
import io.weightless.net.tls.TlsServer;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.testing.Certificates;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A client behind a proxy, over real sockets and TLS.
final class HttpProxyTest {
  private static final Address ANYWHERE = new Address("127.0.0.1", 0);
  private static final TlsClient TRUSTING =
      TlsClient.DEFAULT.trusting(List.of(Certificates.root()));

  /// What proxies and servers were asked.
  private final List<String> asked = new ArrayList<>();

  private interface Session {
    void run(Scope scope, Network network) throws Exception;
  }

  private static void run(Session session) throws Exception {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() ->
          Scope.join(scope -> {
            session.run(scope, Reactor.current().service(Network.class));
            scope.cancel("that was all");
          }));
    }
  }

  private Response answer(Request request) {
    asked.add(request + " " + request.headers().first("Host"));
    asked.add(String.valueOf(request.headers().first("Proxy-Authorization")));
    return Response.ok("there");
  }

  private static String text(HttpClient client, String url) throws IOException {
    try (ClientResponse response = client.send(ClientRequest.get(url))) {
      return response.status().code() + " " + response.text(100);
    }
  }

  @Test
  void whatIsInTheClearIsAskedOfTheProxyByItsWholeUrl() throws Exception {
    run((scope, _) -> {
      try (HttpServer proxy = HttpServer.listen(scope, ANYWHERE, this::answer);
          HttpClient client = open(HttpProxy.at(proxy.address().toString()).as("mies", "secret"))) {
        assertThat(text(client, "http://one.test/a?b")).isEqualTo("200 there");
        assertThat(text(client, "http://two.test:81")).isEqualTo("200 there");
        assertThat(client.connections()).isEqualTo(1);
      }
    });
    assertThat(asked)
        .containsExactly(
            "GET http://one.test/a?b HTTP/1.1 one.test",
            "Basic bWllczpzZWNyZXQ=",
            "GET http://two.test:81/ HTTP/1.1 two.test:81",
            "Basic bWllczpzZWNyZXQ=");
  }

  private static HttpClient open(HttpProxy proxy) {
    return HttpClient.open(ClientLimits.DEFAULT, TRUSTING, proxy);
  }

  @Test
  void tlsGoesThroughATunnelWhichTheProxyDoesNotLookInto() throws Exception {
    run((scope, network) -> {
      Listener secure = Tls.listen(network.listen(ANYWHERE), TlsServer.of(Certificates.server()));
      try (Listener tunnels = proxy(scope, network);
          HttpServer server =
              HttpServer.listen(scope, secure, this::answer, Limits.DEFAULT, AccessLog.NONE);
          HttpClient client = open(HttpProxy.at(tunnels.address().toString()))) {
        String site = "https://localhost:" + server.address().port();

        assertThat(text(client, site + "/a")).isEqualTo("200 there");
        assertThat(text(client, site + "/b")).isEqualTo("200 there");

        String port = server.address().port() + "";
        assertThat(asked)
            .containsExactly(
                "CONNECT localhost:" + port + " HTTP/1.1",
                "GET /a HTTP/1.1 localhost:" + port,
                "null",
                "GET /b HTTP/1.1 localhost:" + port,
                "null");
      }
    });
  }

  private Listener proxy(Scope scope, Network network) throws IOException {
    Listener listener = network.listen(ANYWHERE);
    scope.start("proxy", () -> tunnel(scope, network, listener));
    return listener;
  }

  private void tunnel(Scope scope, Network network, Listener listener) throws IOException {
    try (Stream client = listener.accept()) {
      String head = head(client);
      asked.add(head.lines().findFirst().orElseThrow());
      String port = head.replaceAll("(?s)CONNECT localhost:(\\d+) .*", "$1");
      try (Stream server = network.connect(new Address("127.0.0.1", Integer.parseInt(port)))) {
        write(client, "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 Connected\r\n\r\n");
        scope.start("back", () -> server.transferTo(client));
        client.transferTo(server);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 407 Proxy Authentication Required, 407 Proxy Authentication Required",
    "HTTP/1.0 502 No, 502 No",
    "HTTP/1.1 103 Early Hints, it ended the connection",
    "nonsense, the response does not begin with a version"
  })
  void aProxyThatDoesNotConnectIsNamedWithItsReason(String line, String reason) throws Exception {
    run((scope, network) -> {
      Listener listener = network.listen(ANYWHERE);
      scope.start(
          "proxy",
          () -> {
            try (listener;
                Stream client = listener.accept()) {
              head(client);
              write(client, line + "\r\n\r\n");
            }
          });
      try (HttpClient client = open(HttpProxy.at(listener.address().toString()).as("a", "b"))) {
        assertThatThrownBy(() -> text(client, "https://far.test/"))
            .isInstanceOf(IOException.class)
            .hasMessageContaining(
                "the proxy " + listener.address() + " does not connect to far.test:443: ")
            .hasMessageContaining(reason);
        assertThat(client.connections()).isZero();
      }
    });
  }

  @Test
  void whatIsSecretIsNotShown() {
    assertThat(HttpProxy.at("proxy.test:3128").as("mies", "secret")).hasToString("proxy.test:3128");
    assertThatThrownBy(() -> HttpProxy.at("proxy.test:3128").as("a:b", "c"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String head(Stream from) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append(ISO_8859_1.decode(from.read()));
    }
    return head.toString();
  }

  private static void write(Stream to, String text) throws IOException {
    to.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
  }
}
