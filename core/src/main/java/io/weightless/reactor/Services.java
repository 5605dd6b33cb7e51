package io.weightless.reactor;

import java.util.HashMap;
import java.util.Map;

/// What was attached to one reactor, by type.
final class Services {
  private final String backendName;
  private final Map<Class<?>, Object> byType = new HashMap<>();

  Services(String backendName) {
    this.backendName = backendName;
  }

  <T> void attach(Class<T> type, T service) {
    byType.put(type, service);
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
}
