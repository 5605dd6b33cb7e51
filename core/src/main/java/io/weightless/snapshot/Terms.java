package io.weightless.snapshot;

import io.weightless.coroutine.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What was agreed about the snapshots of a program.
///
/// @param limit of a snapshot, in bytes
/// @param answers how those to a kind of request are written
/// @param failures how those of a kind, by its name, are made again from their message
record Terms(
    String name,
    int version,
    int limit,
    Map<Class<?>, Codec<?>> answers,
    Map<String, Function<@Nullable String, ? extends Throwable>> failures) {
  Terms(String name) {
    this(name, 1, Replayable.MAX_BYTES, Map.of(), Map.of());
  }

  Terms version(int other) {
    return new Terms(name, other, limit, answers, failures);
  }

  Terms limit(int other) {
    return new Terms(name, version, other, answers, failures);
  }

  Terms answers(Class<?> kind, Codec<?> codec) {
    Map<Class<?>, Codec<?>> more = new LinkedHashMap<>(answers);
    more.put(kind, codec);
    return new Terms(name, version, limit, more, failures);
  }

  Terms failures(String kind, Function<@Nullable String, ? extends Throwable> make) {
    Map<String, Function<@Nullable String, ? extends Throwable>> more =
        new LinkedHashMap<>(failures);
    more.put(kind, make);
    return new Terms(name, version, limit, answers, more);
  }

  @SuppressWarnings("unchecked") // it was given for the answers to this kind
  @Nullable Codec<@Nullable Object> codecFor(Request<?> request) {
    for (var kind : answers.entrySet()) {
      if (kind.getKey().isInstance(request)) {
        return (Codec<@Nullable Object>) kind.getValue();
      }
    }
    return null;
  }

  boolean knows(Throwable failure) {
    return failures.containsKey(failure.getClass().getName());
  }
}
