package io.weightless.coroutine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who answers which requests inside a coroutine; the first who fits.
final class Sidekicks {
  private final Map<Class<?>, Responder<?, ?>> byKind = new LinkedHashMap<>();

  void add(Class<?> kind, Responder<?, ?> responder) {
    byKind.putIfAbsent(kind, responder);
  }

  /// Null for nobody.
  @SuppressWarnings("unchecked") // it takes what is of its kind
  @Nullable Responder<Object, ?> find(Request<?> request) {
    for (var sidekick : byKind.entrySet()) {
      if (sidekick.getKey().isInstance(request)) {
        return (Responder<Object, ?>) sidekick.getValue();
      }
    }
    return null;
  }

  static @Nullable Object answer(Responder<Object, ?> sidekick, Object request, String name) {
    try {
      return sidekick.answer(request);
    } catch (Exception e) {
      throw CoroutineFailed.toThrow(name, e);
    }
  }
}
