package io.weightless.event;

import io.weightless.observe.internal.Delivery;
import io.weightless.reactor.Cancelled;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// The way of one event through those who hear it. One that a filter has changed goes on to those
/// behind who hear what it is then.
final class Round implements Iterator<Object>, Delivery.Question, Delivery.Failing {
  private final Firing<?> firing;
  private final Table table;
  private final @Nullable Object topic;

  /// As those get it whose turn it is; null when it was stopped.
  private @Nullable Object event;

  private Entry[] hearers;
  private int next;

  Round(Firing<?> firing, Table table, @Nullable Object topic) {
    this.firing = firing;
    this.table = table;
    this.topic = topic;
    event = firing.event();
    hearers = table.of(event.getClass(), topic);
  }

  /// @throws Throwable the first failure, with the others suppressed in it
  void run() throws Throwable {
    Delivery.each(() -> this, this, this);
  }

  /// Those who have left meanwhile are passed over.
  @Override
  public boolean hasNext() {
    while (next < hearers.length && !hearers[next].isOpen()) {
      next++;
    }
    return next < hearers.length && event != null;
  }

  @Override
  public Entry next() {
    return hearers[next++];
  }

  @Override
  public @Nullable Object ask(Object handler) throws Exception {
    Entry entry = (Entry) handler;
    Object given = event;
    if (given != null) {
      Object left = entry.apply(given, firing);
      if (left != given) {
        change(entry, given, left);
      }
    }
    return null;
  }

  private void change(Entry filter, Object before, @Nullable Object after) {
    event = after;
    if (after != null && after.getClass() != before.getClass()) {
      hearers = table.of(after.getClass(), topic);
      next = 0;
      while (next < hearers.length && !filter.isBefore(hearers[next])) {
        next++;
      }
    }
  }

  @Override
  public Throwable failed(@Nullable Throwable first, Throwable thrown) throws Throwable {
    if (thrown instanceof Cancelled) {
      throw thrown;
    }
    if (first != null && first != thrown) {
      first.addSuppressed(thrown);
    }
    return first == null ? thrown : first;
  }
}
