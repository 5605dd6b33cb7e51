package io.weightless.http.websocket;

import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.kit.World;
import io.weightless.net.Address;
import io.weightless.scope.Scope;
import java.io.IOException;

/// A server and clients in memory, on virtual time.
final class Chat {
  private static final Address ADDRESS = Address.parse("127.0.0.1:80");

  /// What a test does, while the server serves.
  interface Session {
    void run(HttpServer server) throws Exception;
  }

  private Chat() {}

  /// Serves `handler`, and closes the server behind `session`.
  static void serve(Handler handler, Session session) throws Exception {
    World.run(() ->
        Scope.join(scope -> {
          HttpServer server = HttpServer.listen(scope, ADDRESS, handler);
          session.run(server);
          World.settle();
          server.close();
        }));
  }

  /// A client of that server.
  static WebSocketClient client() {
    return WebSocketClient.to("ws://127.0.0.1/");
  }

  /// Sends back what it gets.
  static void echo(WebSocket socket) throws IOException {
    for (Message next = socket.receive(); next != null; next = socket.receive()) {
      socket.send(next);
    }
  }
}
