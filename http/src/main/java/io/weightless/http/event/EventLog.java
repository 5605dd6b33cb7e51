package io.weightless.http.event;

import io.weightless.channel.Channel;
import io.weightless.channel.Source;
import io.weightless.reactor.Reactor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last events that were told, for clients that come back: they get what they have missed, and
/// then what comes.
///
/// ```java
/// EventLog log = EventLog.keeping(1000);
/// scope.start("log", () -> log.follow(orders));     // a channel of events
/// Handler handler = request -> EventStream.of(request, log);
/// ```
///
/// It numbers events, behind something random that tells its life from another one: who comes with
/// an id that is too old, or of another life, gets all that is kept. Nobody waits for a slow
/// client: one that is as far behind as the log is long is let go, and will come back.
///
/// - **Order**: all get the events in the order in which they were told.
/// - **Runs on**: its reactor.
/// - **Limit**: as many events as it keeps, in the log and for each client once more.
public final class EventLog implements EventStream.Opening {
  private final Reactor reactor = Reactor.current();
  private final String life = Long.toHexString(reactor.random().nextLong());
  private final int capacity;
  private final ArrayDeque<ServerEvent> kept = new ArrayDeque<>();
  private final List<Channel<ServerEvent>> clients = new ArrayList<>();

  /// Of the last event.
  private long number;

  private boolean isClosed;

  private EventLog(int capacity) {
    this.capacity = capacity;
  }

  /// An empty one.
  ///
  /// @param events how many it keeps
  /// @throws IllegalStateException outside a task and a callback of a reactor
  public static EventLog keeping(int events) {
    if (events < 1) {
      throw new IllegalArgumentException("a log keeps an event at least, not " + events);
    }
    return new EventLog(events);
  }

  /// Tells all clients, and those who will come.
  ///
  /// - **Waits**: never.
  ///
  /// @param event whose id is replaced
  /// @return its id
  /// @throws IllegalStateException when it was closed
  public String tell(ServerEvent event) {
    reactor.checkOwner();
    if (isClosed) {
      throw new IllegalStateException("the log was closed");
    }
    number++;
    ServerEvent numbered = event.withId(life + "-" + number);
    if (kept.size() == capacity) {
      kept.remove();
    }
    kept.add(numbered);
    clients.removeIf(client -> !isTold(client, numbered)); // those too slow
    return String.valueOf(numbered.id());
  }

  private static boolean isTold(Channel<ServerEvent> client, ServerEvent event) {
    boolean isTold = client.trySend(event);
    if (!isTold) {
      client.close();
    }
    return isTold;
  }

  /// Tells all that comes from `events`, and closes the log at their end.
  ///
  /// - **Waits**: until then.
  public void follow(Source<ServerEvent> events) {
    for (ServerEvent event : events) {
      tell(event);
    }
    close();
  }

  /// What was told behind the event `lastEventId`, as far as it is kept, and what will be.
  ///
  /// - **Waits**: never.
  ///
  /// @param lastEventId null for only what will be
  /// @return ends when the log is closed, when it has [left][#left], or is not read for too long
  @Override
  public Source<ServerEvent> after(@Nullable String lastEventId) {
    reactor.checkOwner();
    Channel<ServerEvent> client = Channel.buffered(2 * capacity);
    if (lastEventId != null) {
      missed(lastEventId).forEach(client::trySend);
    }
    if (isClosed) {
      client.close();
    } else {
      clients.add(client);
    }
    return client;
  }

  /// Nobody reads `source` any more.
  ///
  /// - **Waits**: never.
  @Override
  public void left(Source<ServerEvent> source) {
    reactor.checkOwner();
    clients.removeIf(client -> client == source);
  }

  /// Whether it is known what comes behind the event `lastEventId`, so that nothing is missing from
  /// what a client gets that comes back with that.
  public boolean has(String lastEventId) {
    long last = numberOf(lastEventId);
    return last >= number - kept.size() && last <= number;
  }

  /// Ends all clients; what they were told they still get. Idempotent.
  ///
  /// - **Waits**: never.
  public void close() {
    reactor.checkOwner();
    isClosed = true;
    clients.forEach(Channel::close);
    clients.clear();
  }

  /// How many clients there are.
  public int clients() {
    return clients.size();
  }

  private List<ServerEvent> missed(String lastEventId) {
    List<ServerEvent> all = List.copyOf(kept);
    int count = has(lastEventId) ? (int) (number - numberOf(lastEventId)) : all.size();
    return all.subList(all.size() - count, all.size());
  }

  /// @return -1 for one of another life
  private long numberOf(String id) {
    String start = life + "-";
    String rest = id.startsWith(start) ? id.substring(start.length()) : "";
    return rest.matches("[0-9]{1,18}") ? Long.parseLong(rest) : -1;
  }
}
