package io.weightless.reactor;

import io.weightless.engine.internal.Failures;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// What was attached to one reactor, by type.
final class Services {
  private final String backendName;
  private final Map<Class<?>, Object> byType = new HashMap<>();

  /// The newest first.
  private final ArrayDeque<Runnable> ends = new ArrayDeque<>();

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
