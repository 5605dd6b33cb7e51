package io.weightless.http.jdk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A server of the JDK's API on a real socket, with a client that shows every byte.
final class Live implements AutoCloseable {
  static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final HttpServer server;

  private Live(HttpServer server) {
    this.server = server;
  }

  /// Starts one that answers everything with `handler`, without an executor.
  static Live start(Provider provider, HttpHandler handler) throws IOException {
    return start(provider, null, handler);
  }

  static Live start(Provider provider, @Nullable Executor executor, HttpHandler handler)
      throws IOException {
    return configured(provider, executor, server -> server.createContext("/", handler));
  }

  /// What a test wants beside one handler.
  @FunctionalInterface
  interface Setup {
    void on(HttpServer server) throws IOException;
  }

  static Live with(Provider provider, Setup setup) throws IOException {
    return configured(provider, null, setup);
  }

  private static Live configured(Provider provider, @Nullable Executor executor, Setup setup)
      throws IOException {
    HttpServer server = provider.create(ANY_PORT);
    try {
      server.setExecutor(executor);
      setup.on(server);
      server.start();
      return new Live(server);
    } catch (IOException | RuntimeException failure) {
      server.stop(0);
      throw failure;
    }
  }

  HttpServer server() {
    return server;
  }

  URI uri(String target) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + target);
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /// Sends this and nothing more, and gives all that comes until the server ends the connection.
  String ask(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  /// The whole answer to a GET, after which the connection ends.
  String get(String target) throws IOException {
    return ask("GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  }

  static String bodyOf(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    return end < 0 ? "" : answer.substring(end + 4);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
