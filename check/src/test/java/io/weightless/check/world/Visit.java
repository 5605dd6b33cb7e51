package io.weightless.check.world;

import io.weightless.http.websocket.CloseReason;
import io.weightless.http.websocket.Message;
import io.weightless.http.websocket.WebSocket;
import io.weightless.http.websocket.WebSocketClient;
import io.weightless.http.websocket.WebSocketLimits;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One connection of a guest: two tasks speak, and one listens.
final class Visit {
  enum Manner {
    /// Says bye, and hears the rest.
    POLITE,

    /// As that, but takes its time to listen.
    SLOW,

    /// Closes when all is said.
    LEAVES,

    /// Has no more time in the middle of it.
    VANISHES,

    /// Does not listen for a while, and so does not answer pings.
    STALLS
  }

  private final Gossip gossip;
  private final Tally tally;
  private final Guest guest;
  private final Manner manner;
  private final boolean isStrict;
  private final int lines;

  /// @param isStrict whether nothing may go wrong
  /// @param lines of each speaker
  Visit(Gossip gossip, Tally tally, Manner manner, boolean isStrict, int lines) {
    this.gossip = gossip;
    this.tally = tally;
    this.guest = gossip.invite();
    this.manner = manner;
    this.isStrict = isStrict;
    this.lines = lines;
    tally.count(manner.name());
  }

  /// @return whether it came to its end
  boolean run(WebSocketLimits limits) {
    WebSocketClient client =
        WebSocketClient.to("ws://server/" + guest.number())
            .within(limits)
            .compressing(Room.policy(guest.number()));
    try (WebSocket socket = client.connect()) {
      return manner == Manner.VANISHES ? vanish(socket) : talk(socket);
    } catch (IOException gone) {
      tally.count("unreachable");
      gossip.that(!isStrict, guest + " can't enter: " + gone);
      return false;
    }
  }

  private boolean vanish(WebSocket socket) {
    try {
      Scope.join(Deadline.after(Choice.upTo(500)), _ -> talk(socket));
    } catch (DeadlineExceeded _) {
      tally.count("late");
    }
    return false;
  }

  private boolean talk(WebSocket socket) {
    List<IOException> cuts = new ArrayList<>();
    Scope.join(scope -> {
      scope.start("listener", () -> orCut(cuts, () -> listen(socket)));
      List<Task<?>> speakers = new ArrayList<>();
      for (int i = 0; i < Guest.SPEAKERS; i++) {
        int speaker = i;
        speakers.add(scope.start("speaker " + i, () -> orCut(cuts, () -> speak(socket, speaker))));
      }
      for (Task<?> speaker : speakers) {
        var _ = speaker.await();
      }
      orCut(cuts, () -> leave(socket));
    });
    return isOver(socket.closeReason(), cuts);
  }

  private interface Part {
    void run() throws IOException;
  }

  private static void orCut(List<IOException> cuts, Part part) {
    try {
      part.run();
    } catch (IOException gone) {
      cuts.add(gone);
    }
  }

  private void listen(WebSocket socket) throws IOException {
    if (manner == Manner.STALLS) {
      Task.sleep(Choice.upTo(4_000));
    }
    Message next = socket.receive();
    while (next != null) {
      guest.hears(next);
      if (manner == Manner.SLOW) {
        Task.sleep(Choice.upTo(isStrict ? 30 : 500));
      }
      next = socket.receive();
    }
  }

  private void speak(WebSocket socket, int speaker) throws IOException {
    for (int i = 0; i < lines; i++) {
      Message line = guest.line(speaker);
      if (Choice.oneOf(3)) {
        tally.count("in parts");
        socket.sendParts(line.isText(), parts -> inParts(line, parts::write));
      } else if (isStrict || !Choice.oneOf(4)) {
        socket.send(line);
      } else {
        sendSoon(socket, line);
      }
      if (Choice.oneOf(2)) {
        Task.sleep(Choice.upTo(100));
      }
    }
  }

  /// Now, or never.
  private void sendSoon(WebSocket socket, Message line) throws IOException {
    guest.givesUp(line);
    boolean isSent =
        Scope.<Boolean, IOException>runOr(
            Deadline.after(Choice.upTo(3)),
            false,
            _ -> {
              socket.send(line);
              return true;
            });
    if (!isSent) {
      tally.count("given up");
    }
  }

  private interface Out {
    void write(ByteBuffer part) throws IOException;
  }

  private static void inParts(Message line, Out out) throws IOException {
    ByteBuffer bytes = line.bytes();
    while (bytes.hasRemaining()) {
      int length = Math.min(bytes.remaining(), Choice.between(1, 5_000));
      out.write(bytes.slice(bytes.position(), length));
      bytes.position(bytes.position() + length);
      if (Choice.oneOf(3)) {
        Task.sleep(Choice.upTo(20));
      }
    }
  }

  private void leave(WebSocket socket) throws IOException {
    if (manner == Manner.LEAVES) {
      socket.close();
    } else {
      socket.send(Room.BYE);
    }
  }

  /// Either all was heard and said, or something cut it.
  private boolean isOver(@Nullable CloseReason reason, List<IOException> cuts) {
    gossip.that(reason != null || !cuts.isEmpty(), guest + " does not know of its end");
    gossip.that(cuts.isEmpty() || !isStrict, guest + " was cut: " + cuts);
    if (reason == null) {
      tally.count("cut");
      return false;
    }
    boolean isAway = reason.equals(CloseReason.GOING_AWAY);
    boolean isNormal = reason.equals(CloseReason.NORMAL);
    gossip.that(isNormal || (isAway && !isStrict), guest + " was told to close: " + reason);
    if (isAway) {
      tally.count("room closed");
    } else if (cuts.isEmpty() && isNormal) {
      tally.count("heard all");
      gossip.that(guest.hasSaidAll(), guest + " said more than was told");
      gossip.that(manner == Manner.LEAVES || guest.hasHeardAll(), guest + " has not heard all");
      return true;
    }
    return false;
  }
}
