package io.weightless.http.jdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/// What the handlers of these tests do.
final class Answers {
  private Answers() {}

  static HttpHandler text(String text) {
    return exchange -> send(exchange, text);
  }

  static void send(HttpExchange exchange, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /// The request's body, as it comes.
  static void echo(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, 0);
      exchange.getRequestBody().transferTo(exchange.getResponseBody());
    }
  }
}
