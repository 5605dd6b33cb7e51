package io.weightless.reactor;

import io.weightless.engine.internal.Failures;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What was attached to one reactor, by type.
final class Services {
  private final String backendName;
  private final Map<Class<?>, Object> byType = new HashMap<>();

  /// The newest first.
  private final ArrayDeque<Runnable> ends = new ArrayDeque<>();

  /// Attaches those that few ask for; null when that was done.
  private @Nullable Runnable others;

  Services(String backendName) {
    this.backendName = backendName;
  }

  <T> void attach(Class<T> type, T service) {
    byType.put(type, service);
  }

  <T> void attach(Class<T> type, T service, Runnable atClose) {
    attach(type, service);
    ends.push(atClose);
  }

  void attachLater(Runnable more) {
    Runnable before = others;
    others =
        before == null
            ? more
            : () -> {
              before.run();
              more.run();
            };
  }

  /// What was attached before stays.
  private void attachOthers(Runnable more) {
    others = null;
    Map<Class<?>, Object> present = Map.copyOf(byType);
    more.run();
    byType.putAll(present);
  }

  /// None is left out because another one fails.
  void close() {
    while (!ends.isEmpty()) {
      try {
        ends.pop().run();
      } catch (RuntimeException | Error e) {
        Failures.log("failed while its reactor was closed", e);
      }
    }
  }

  /// @throws IllegalStateException when nobody attached one
  <T> T find(Class<T> type) {
    Runnable more = others;
    if (more != null && !byType.containsKey(type)) {
      attachOthers(more);
    }
    Object service = byType.get(type);
    if (service == null) {
      throw new IllegalStateException(
          "this reactor has no " + type.getSimpleName() + "; its backend is " + backendName);
    }
    return type.cast(service);
  }

  <T> T find(Class<T> type, Supplier<T> maker) {
    Object service = byType.get(type);
    if (service != null) {
      return type.cast(service);
    }
    T made = maker.get();
    attach(type, made);
    return made;
  }
}
