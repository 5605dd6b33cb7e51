package io.weightless.check.bench.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weightless.check.bench.harness.ParentWatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/// The JDK's own server with a virtual thread for each request: `DIRECTORY`.
final class JdkServer {
  private static final int BACKLOG = 4096;
  private static final byte[] PLAINTEXT = Site.PLAINTEXT.getBytes(StandardCharsets.ISO_8859_1);

  private final Path files;

  private JdkServer(Path files) {
    this.files = files;
  }

  static void main(String[] arguments) throws IOException {
    ParentWatch.start();
    var self = new JdkServer(Path.of(arguments[0]));
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.createContext(Site.PLAINTEXT_PATH, exchange -> answer(exchange, PLAINTEXT));
    server.createContext("/", self::file);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    System.out.println("serving on http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void file(HttpExchange exchange) throws IOException {
    Path file = files.resolve(exchange.getRequestURI().getPath().substring(1));
    answer(exchange, Files.readAllBytes(file));
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.sendResponseHeaders(200, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
