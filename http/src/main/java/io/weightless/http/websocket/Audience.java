package io.weightless.http.websocket;

import io.weightless.channel.Channel;
import io.weightless.channel.ChannelClosed;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Sockets that get the same messages, each as fast as it can. Nobody waits for a slow one: what
/// becomes of it is a matter of policy.
///
/// ```java
/// Audience room = Audience.of(64, Audience.Slow.CLOSE);
/// Handler chat = WebSocketHandler.of(socket -> room.include(socket, () -> {
///   for (Message next = socket.receive(); next != null; next = socket.receive()) {
///     room.tell(next);
///   }
/// }));
/// ```
///
/// - **Order**: each gets the messages in the order in which they were told.
/// - **Runs on**: the tasks of one reactor.
/// - **Limit**: the backlog of each; a message is in memory once.
/// - **Cost**: a task for each member.
public final class Audience {
  /// What becomes of a member that is a whole backlog behind.
  public enum Slow {
    /// Its connection is reset.
    CLOSE,

    /// It misses the oldest message that it has not got.
    SKIP
  }

  /// What a member does meanwhile.
  @FunctionalInterface
  public interface Stay<X extends Exception> {
    void run() throws X;
  }

  private record Member(WebSocket socket, Channel<Message> backlog) {}

  private final int backlog;
  private final Slow slow;
  private final List<Member> members = new ArrayList<>();

  private Audience(int backlog, Slow slow) {
    this.backlog = backlog;
    this.slow = slow;
  }

  /// An empty one.
  ///
  /// @param backlog how many messages a member may be behind
  public static Audience of(int backlog, Slow slow) {
    if (backlog < 1) {
      throw new IllegalArgumentException("a backlog has room for a message, not for " + backlog);
    }
    return new Audience(backlog, slow);
  }

  /// Has `socket` be a member while `stay` runs. What it was told until then is still sent, if the
  /// connection lasts.
  ///
  /// - **Waits**: as `stay`, and until that is sent.
  public <X extends Exception> void include(WebSocket socket, Stay<X> stay) throws X {
    Member member = new Member(socket, Channel.buffered(backlog));
    Scope.<X>join(scope -> {
      Task<?> sending = scope.start("audience", () -> send(member));
      members.add(member);
      try {
        stay.run();
      } finally {
        members.remove(member);
        member.backlog.close();
      }
      var _ = sending.await();
    });
  }

  /// What can't be sent any more is told to whoever receives.
  private static void send(Member member) {
    try {
      for (Message next : member.backlog) {
        member.socket.send(next);
      }
    } catch (IOException gone) {
      member.backlog.close();
    }
  }

  /// Tells all members; whom it reaches, and when, is their matter.
  ///
  /// - **Waits**: never.
  public void tell(Message message) {
    for (Member member : members) { // which is changed by tasks, and this never waits
      if (!isTold(member, message)) {
        member.backlog.close();
        member.socket.giveUp("was too slow for the others");
      }
    }
  }

  private boolean isTold(Member member, Message message) {
    try {
      while (!member.backlog.trySend(message)) {
        if (slow == Slow.CLOSE) {
          return false;
        }
        var _ = member.backlog.tryReceive();
      }
    } catch (ChannelClosed gone) {
      // It is on its way out.
    }
    return true;
  }

  /// How many there are.
  public int size() {
    return members.size();
  }
}
