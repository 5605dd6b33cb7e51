package io.weightless.tool.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weightless.inspect.Json;
import io.weightless.inspect.Why;
import io.weightless.reactor.TaskInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// The admin endpoint of a shop that is none: each time that it is asked another second has passed.
final class CannedEndpoint implements AutoCloseable {
  static final Why WHY =
      new Why(
          List.of(
              new Why.Link(
                  3,
                  "order 7",
                  TaskInfo.State.WAITING,
                  "Lock[held by 'packer']",
                  List.of("shop.Order.pack(Order.java:12)")),
              new Why.Link(4, "packer", TaskInfo.State.READY, null, List.of())),
          "It is ready, and will have its turn.");

  private final AtomicInteger second = new AtomicInteger();
  private final Set<Integer> lost;
  private final HttpServer server;

  private CannedEndpoint(HttpServer server, Set<Integer> lost) {
    this.server = server;
    this.lost = lost;
    server.createContext("/snapshot", this::snapshot);
    server.createContext("/why", this::why);
    server.start();
  }

  /// @param lost the seconds in which it hangs up instead
  static CannedEndpoint open(Integer... lost) throws IOException {
    InetSocketAddress here = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    return new CannedEndpoint(HttpServer.create(here, 0), Set.of(lost));
  }

  int port() {
    return server.getAddress().getPort();
  }

  String place() {
    return "127.0.0.1:" + port();
  }

  private void snapshot(HttpExchange exchange) throws IOException {
    int now = second.incrementAndGet();
    if (lost.contains(now)) {
      exchange.close();
    } else {
      answer(exchange, 200, Json.of(Pictures.shop(now)));
    }
  }

  private void why(HttpExchange exchange) throws IOException {
    if ("reactor=worker-1&task=3".equals(exchange.getRequestURI().getQuery())) {
      answer(exchange, 200, Json.of(WHY));
    } else {
      answer(exchange, 404, "no such task");
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
