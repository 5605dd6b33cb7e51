package io.weightless.check.world;

import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.websocket.Audience;
import io.weightless.http.websocket.DeflatePolicy;
import io.weightless.http.websocket.Message;
import io.weightless.http.websocket.WebSocket;
import io.weightless.http.websocket.WebSocketHandler;
import io.weightless.http.websocket.WebSocketLimits;
import io.weightless.reactor.Cancelled;
import io.weightless.scope.Task;
import java.io.IOException;
import java.util.List;

/// Where guests talk: each hears what all say, itself too. Whoever says bye is told the rest, and
/// then the room closes the connection.
final class Room {
  static final Message BYE = Message.text("bye");

  private static final List<DeflatePolicy> POLICIES =
      List.of(DeflatePolicy.DEFAULT, DeflatePolicy.NONE, DeflatePolicy.WITHOUT_CONTEXT);

  private final Gossip gossip;
  private final WebSocketLimits limits;
  private final Audience audience;

  /// @param backlog how far behind a guest may be
  Room(Gossip gossip, WebSocketLimits limits, int backlog) {
    this.gossip = gossip;
    this.limits = limits;
    audience = Audience.of(backlog, Audience.Slow.CLOSE);
    gossip.opens();
  }

  /// For a guest, by its number.
  static DeflatePolicy policy(int number) {
    return POLICIES.get(number % POLICIES.size());
  }

  int size() {
    return audience.size();
  }

  Response enter(Request request) {
    Guest guest = gossip.guest(Integer.parseInt(request.path().substring(1)));
    return WebSocketHandler.of(socket -> stay(socket, guest))
        .within(limits)
        .compressing(policy(guest.number()))
        .handle(request);
  }

  private void stay(WebSocket socket, Guest guest) throws Exception {
    try {
      audience.include(socket, () -> listen(socket, guest));
    } catch (IOException | Cancelled gone) {
      throw gone;
    } catch (Exception failure) {
      gossip.wrong("a conversation failed: " + failure);
      throw failure;
    }
  }

  private void listen(WebSocket socket, Guest guest) throws IOException {
    gossip.enters(guest);
    try {
      Message next = socket.receive();
      while (next != null && !next.equals(BYE)) {
        guest.arrives(next);
        gossip.tells(next);
        audience.tell(next);
        if (Choice.oneOf(8)) {
          Task.sleep(Choice.upTo(30));
        }
        next = socket.receive();
      }
    } finally {
      gossip.leaves(guest);
    }
  }
}
