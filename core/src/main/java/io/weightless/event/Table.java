package io.weightless.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who hears what.
///
/// - **Cost**: of a look-up, that of a hash; after a change, linear in the number of all.
final class Table {
  /// Topics may be objects that come and go: when so many were asked for, it forgets them.
  private static final int MOST_ROUTES = 1_000;

  /// What was fired.
  private record Route(Class<?> type, @Nullable Object topic) {}

  /// The highest priority first, and among equals the one that came first.
  private final List<Entry> entries = new ArrayList<>();

  private long added;

  private final Map<Route, Entry[]> found = new HashMap<>();

  /// What was asked for last, which mostly is what is asked for next.
  private @Nullable Route last;

  private Entry[] ofLast = {};

  /// What is told of events, as far as somebody hears it.
  private Set<Class<?>> news = Set.of();

  void add(Entry entry) {
    entry.number(++added);
    int slot = entries.size();
    while (slot > 0 && entry.isBefore(entries.get(slot - 1))) {
      slot--;
    }
    entries.add(slot, entry);
    forget();
  }

  void remove(Entry entry) {
    if (entry.isOpen()) {
      entry.close();
      entries.remove(entry);
      forget();
    }
  }

  private void forget() {
    found.clear();
    last = null;
    news =
        Stream.of(News.class.getPermittedSubclasses())
            .filter(kind -> entries.stream().anyMatch(entry -> entry.hears(kind, null)))
            .collect(Collectors.toUnmodifiableSet());
  }

  boolean isHeard(Class<? extends News> kind) {
    return !news.isEmpty() && news.contains(kind);
  }

  /// In their order. It is not changed when somebody comes or goes.
  Entry[] of(Class<?> type, @Nullable Object topic) {
    Route asked = last;
    if (asked == null || asked.type != type || !Objects.equals(asked.topic, topic)) {
      if (found.size() >= MOST_ROUTES) {
        found.clear();
      }
      last = new Route(type, topic);
      ofLast = found.computeIfAbsent(last, this::find);
    }
    return ofLast;
  }

  private Entry[] find(Route route) {
    return entries.stream()
        .filter(entry -> entry.hears(route.type, route.topic))
        .toArray(Entry[]::new);
  }
}
