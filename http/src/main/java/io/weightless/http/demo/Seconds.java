package io.weightless.http.demo;

import io.weightless.channel.Channel;
import io.weightless.channel.Source;
import io.weightless.http.event.EventStream;
import io.weightless.http.event.ServerEvent;
import io.weightless.reactor.Reactor;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An event at once and then every second: the time. Each client has its own, numbered; one that
/// comes back goes on behind the last number that it has.
final class Seconds implements EventStream.Opening {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Override
  public Source<ServerEvent> after(@Nullable String lastEventId) {
    Channel<ServerEvent> events = Channel.buffered(1);
    tick(events, number(lastEventId) + 1);
    return events;
  }

  /// One that the client does not fetch in time is left out.
  private static void tick(Channel<ServerEvent> events, long number) {
    if (events.isClosed()) {
      return;
    }
    Reactor reactor = Reactor.current();
    String time = reactor.clock().now().toString();
    var _ = events.trySend(ServerEvent.of(time).withId(String.valueOf(number)));
    var _ = reactor.after(SECOND, () -> tick(events, number + 1));
  }

  private static long number(@Nullable String id) {
    try {
      return id == null ? 0 : Math.max(0, Long.parseLong(id));
    } catch (NumberFormatException _) {
      return 0; // not one of ours
    }
  }
}
