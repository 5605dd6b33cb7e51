package io.weightless.http.admin;

import io.weightless.reactor.Reactor;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// Reactors that an [Admin] shows, by name. They may come and go while it does.
///
/// ```java
/// try (Reactor reactor = Reactor.open();
///     var _ = watched.add("main", reactor)) {
///   reactor.run(this::serve);
/// }
/// ```
///
/// - **Order**: by name, the shorter first: `worker-2` before `worker-10`.
/// - **Runs on**: any thread.
public final class Watched {
  private final Map<String, Reactor> reactors =
      new ConcurrentSkipListMap<>(
          Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));

  /// A reactor that is shown, until this is closed.
  public final class Entry implements AutoCloseable {
    private final String name;
    private final Reactor reactor;

    private Entry(String name, Reactor reactor) {
      this.name = name;
      this.reactor = reactor;
    }

    /// It is shown no more. Idempotent.
    ///
    /// - **Waits**: never.
    @Override
    public void close() {
      reactors.remove(name, reactor);
    }
  }

  /// Has `reactor` be shown as `name`, whoever runs it. Close what this gives before the reactor.
  ///
  /// @throws IllegalArgumentException when the name is blank
  /// @throws IllegalStateException when another one has that name
  public Entry add(String name, Reactor reactor) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a watched reactor needs a name");
    }
    if (reactors.putIfAbsent(name, reactor) != null) {
      throw new IllegalStateException("a reactor is watched already as '" + name + "'");
    }
    return new Entry(name, reactor);
  }

  /// Those of now, in their order.
  Map<String, Reactor> now() {
    return new LinkedHashMap<>(reactors);
  }

  /// Null for none.
  @Nullable Reactor find(String name) {
    return reactors.get(name);
  }

  /// For people: the names.
  @Override
  public String toString() {
    return "Watched" + reactors.keySet();
  }
}
