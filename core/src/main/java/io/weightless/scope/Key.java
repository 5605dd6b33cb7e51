package io.weightless.scope;

import io.weightless.engine.internal.Strand;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The name of a value that a scope has for everything inside it: a request's user, a connection
/// pool, a registry of names.
///
/// ```java
/// static final Key<User> USER = Key.of("user");
///
/// scope.put(USER, user);                // seen by all tasks of this scope, at any depth
/// ...
/// User user = USER.get();               // in one of them
/// ```
///
/// What a scope inside has for the same key is seen there instead. Values are looked up when they
/// are asked for: one that is put later is seen by tasks that run already.
///
/// - **Runs on**: tasks. A callback, a coroutine, an offloaded job and a thread that a task started
///   see none.
/// - **Cost**: a look-up goes outward from scope to scope.
public final class Key<T> {
  private final String name;

  private Key(String name) {
    this.name = name;
  }

  /// A new key; two of the same name are two keys.
  ///
  /// @param name for messages
  public static <T> Key<T> of(String name) {
    return new Key<>(name);
  }

  /// The value of the innermost scope around the calling task that has one.
  ///
  /// - **Waits**: never.
  ///
  /// @throws IllegalStateException when none has, or outside a task
  public T get() {
    T value = look();
    if (value == null) {
      throw new IllegalStateException("no scope around here has a value for " + this);
    }
    return value;
  }

  /// The same, empty when no scope has one.
  public Optional<T> find() {
    return Optional.ofNullable(look());
  }

  private @Nullable T look() {
    Lifetime at = Lifetime.of(Strand.current());
    while (at != null) {
      T value = at instanceof Scope scope ? scope.value(this) : null;
      if (value != null) {
        return value;
      }
      at = at.parent();
    }
    return null;
  }

  @Override
  public String toString() {
    return "Key[" + name + "]";
  }
}
