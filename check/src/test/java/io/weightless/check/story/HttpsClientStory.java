package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.AccessLog;
import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.Limits;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.client.ClientLimits;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.http.client.HttpClient;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.tls.Tls;
import io.weightless.net.tls.TlsClient;
import io.weightless.net.tls.TlsException;
import io.weightless.net.tls.TlsServer;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.testing.Certificates;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The client over TLS, with the project's own server on the same reactor.
final class HttpsClientStory {
  private static final int AMPLE = 1_000_000;
  private static final TlsClient TRUSTING =
      TlsClient.DEFAULT.trusting(List.of(Certificates.root()));
  private static final Handler ECHO =
      request ->
          Response.text(
              Status.OK,
              request.peer().isSecure() + " " + new String(request.body().readAll(AMPLE), UTF_8));

  private interface Use {
    void with(String port, HttpClient client) throws Exception;
  }

  private static void with(TlsServer tls, TlsClient trust, Use use) throws Exception {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() ->
          Scope.join(scope -> {
            Network network = Reactor.current().service(Network.class);
            Listener tcp = network.listen(new Address("127.0.0.1", 0));
            String port = String.valueOf(tcp.address().port());
            try (HttpServer _ =
                    HttpServer.listen(
                        scope, Tls.listen(tcp, tls), ECHO, Limits.DEFAULT, AccessLog.NONE);
                HttpClient client = HttpClient.open(ClientLimits.DEFAULT, trust)) {
              use.with(port, client);
            }
          }));
    }
  }

  @Test
  void requestsGoOverOneConnectionToAServerThatIsTrusted() throws Exception {
    with(
        TlsServer.of(Certificates.server()),
        TRUSTING,
        (port, client) -> {
          for (String text : List.of("", "little", "x".repeat(200_000))) {
            ClientRequest request =
                ClientRequest.post(
                    "https://localhost:" + port + "/", ClientRequest.bytes(text.getBytes(UTF_8)));
            try (ClientResponse response = client.send(request)) {
              assertThat(response.text(AMPLE)).isEqualTo("true " + text);
            }
          }
          assertThat(client.connections()).isEqualTo(1);
        });
  }

  @Test
  void aServerThatIsNotTrustedIsToldNothing() throws Exception {
    with(
        TlsServer.of(Certificates.server()),
        TlsClient.DEFAULT,
        (port, client) -> refused(client, "https://localhost:" + port + "/"));
  }

  @Test
  void aServerOfAnotherNameIsToldNothing() throws Exception {
    with(
        TlsServer.of(Certificates.named("other")),
        TRUSTING,
        (port, client) -> refused(client, "https://localhost:" + port + "/"));
  }

  private static void refused(HttpClient client, String url) {
    assertThatThrownBy(() -> client.send(ClientRequest.get(url)))
        .isInstanceOfSatisfying(
            TlsException.class,
            refused -> assertThat(refused.reason()).isEqualTo(TlsException.Reason.UNTRUSTED));
    assertThat(client.connections()).isZero();
  }
}
