package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.http.client.ClientLimits;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.http.client.HttpClient;
import io.weightless.http.client.HttpProxy;
import io.weightless.http.client.Sender;
import io.weightless.net.tls.TlsClient;
import io.weightless.reactor.Reactor;
import io.weightless.testing.Certificates;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/// Our client, on a reactor of its own.
final class Asking {
  static final int AMPLE = 20_000_000;

  private static final TlsClient TRUSTING =
      TlsClient.DEFAULT.trusting(List.of(Certificates.root()));

  interface Use {
    void with(HttpClient client) throws Exception;
  }

  private Asking() {}

  static void with(Use use) throws Exception {
    with(ClientLimits.DEFAULT, use);
  }

  static void with(ClientLimits limits, Use use) throws Exception {
    with(() -> HttpClient.open(limits, TRUSTING), use);
  }

  static void through(HttpProxy proxy, Use use) throws Exception {
    with(() -> HttpClient.open(ClientLimits.DEFAULT, TRUSTING, proxy), use);
  }

  private static void with(Supplier<HttpClient> opened, Use use) throws Exception {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> {
        try (HttpClient client = opened.get()) {
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
