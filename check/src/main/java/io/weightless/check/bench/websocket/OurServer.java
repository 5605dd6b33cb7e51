package io.weightless.check.bench.websocket;

import static io.weightless.http.routing.Route.get;

import io.weightless.check.bench.harness.ParentWatch;
import io.weightless.http.HttpServer;
import io.weightless.http.routing.Router;
import io.weightless.http.websocket.Audience;
import io.weightless.http.websocket.Message;
import io.weightless.http.websocket.WebSocket;
import io.weightless.http.websocket.WebSocketHandler;
import io.weightless.net.Address;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;

/// Our server with one event loop.
final class OurServer {
  private static final int BACKLOG = 64;

  private OurServer() {}

  static void main() throws IOException {
    ParentWatch.start();
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() ->
          Scope.join(scope -> {
            Address any = Address.parse("127.0.0.1:0");
            HttpServer server = HttpServer.listen(scope, any, talks());
            System.out.println("serving on http://" + server.address());
          }));
    }
  }

  private static Router talks() {
    Audience room = Audience.of(BACKLOG, Audience.Slow.CLOSE);
    return Router.of(
        get(Talk.ECHO, WebSocketHandler.of(OurServer::echo)),
        get(
            Talk.ROOM,
            WebSocketHandler.of(socket -> room.include(socket, () -> tell(socket, room)))));
  }

  private static void echo(WebSocket socket) throws IOException {
    for (Message next = socket.receive(); next != null; next = socket.receive()) {
      socket.send(next);
    }
  }

  private static void tell(WebSocket socket, Audience room) throws IOException {
    for (Message next = socket.receive(); next != null; next = socket.receive()) {
      room.tell(next);
    }
  }
}
