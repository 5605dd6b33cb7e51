package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.http.client.ClientLimits;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.http.client.HttpClient;
import io.weightless.http.client.Sender;
import io.weightless.net.tls.TlsClient;
import io.weightless.reactor.Reactor;
import io.weightless.testing.Certificates;
import java.io.IOException;
import java.util.List;

/// Our client, on a reactor of its own.
final class Asking {
  static final int AMPLE = 20_000_000;

  interface Use {
    void with(HttpClient client) throws Exception;
  }

  private Asking() {}

  static void with(Use use) throws Exception {
    with(ClientLimits.DEFAULT, use);
  }

  static void with(ClientLimits limits, Use use) throws Exception {
    TlsClient tls = TlsClient.DEFAULT.trusting(List.of(Certificates.root()));
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> {
        try (HttpClient client = HttpClient.open(limits, tls)) {
          use.with(client);
        }
      });
    }
  }

  /// The status, and the body.
  static String answer(Sender client, ClientRequest request) throws IOException {
    try (ClientResponse response = client.send(request)) {
      return response.status().code() + " " + response.text(AMPLE);
    }
  }

  static String get(Sender client, String url) throws IOException {
    return answer(client, ClientRequest.get(url));
  }

  static String post(Sender client, String url, String body) throws IOException {
    return answer(client, ClientRequest.post(url, ClientRequest.bytes(body.getBytes(UTF_8))));
  }
}
