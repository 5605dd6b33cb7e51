package io.weightless.http.client.internal;

import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The connections that nobody uses, the oldest first, which are closed when they get too old. One
/// timer serves all.
final class Idle {
  private final Reactor reactor;
  private final Duration most;

  /// Since when, by the clock's nanoseconds.
  private final Map<Connection, Long> since = new LinkedHashMap<>();

  private @Nullable Timer timer;

  Idle(Reactor reactor, Duration most) {
    this.reactor = reactor;
    this.most = most;
  }

  int size() {
    return since.size();
  }

  @Nullable Connection oldest() {
    return since.isEmpty() ? null : since.keySet().iterator().next();
  }

  void add(Connection connection) {
    since.put(connection, reactor.clock().nanos());
    if (timer == null) {
      timer = reactor.after(most, this::fire);
    }
  }

  /// @return whether it was one of them
  boolean remove(Connection connection) {
    return since.remove(connection) != null;
  }

  /// Closes all of them.
  void close() {
    for (Connection connection : List.copyOf(since.keySet())) {
      connection.close();
    }
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void fire() {
    timer = null;
    Connection oldest = oldest();
    while (oldest != null) {
      long left = most.toNanos() - (reactor.clock().nanos() - since.getOrDefault(oldest, 0L));
      if (left > 0) {
        timer = reactor.after(Duration.ofNanos(left), this::fire);
        return;
      }
      oldest.close();
      oldest = oldest();
    }
  }
}
