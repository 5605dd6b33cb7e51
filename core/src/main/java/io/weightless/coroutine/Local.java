package io.weightless.coroutine;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A value that all see which run inside a section of code, without handing it from one to the
/// next: a transaction, a user, a log.
///
/// ```java
/// static final Local<User> USER = Local.of("user");
///
/// USER.where(user, () -> handle(io));     // in handle, at any depth: USER.get()
/// ```
///
/// The nearest value counts: of the section that a coroutine is in itself, the innermost first; and
/// then of whoever drives it now, its driver's driver, and so on. The JDK's `ScopedValue`, which it
/// is built on, ends where the stack ends: a coroutine sees nothing of its driver's.
///
/// - **Runs on**: all threads. A task does not see what the one that started it has.
/// - **Cost**: a look-up goes outward from value to value, so it is for a handful of them. When the
///   driver has values each step costs some nanoseconds more.
///
/// From Weightless' `local`.
public final class Local<T> {
  private static final ScopedValue<Binding> INNERMOST = ScopedValue.newInstance();

  /// Whether there ever was a value: where nobody uses it, it costs nothing.
  private static boolean used;

  private final String name;

  /// A section that may fail with `X`.
  @FunctionalInterface
  public interface Section<R extends @Nullable Object, X extends Exception> {
    R run() throws X;
  }

  private record Binding(Local<?> local, Object value, @Nullable Binding outer) {}

  /// What a coroutine sees of its driver.
  record Around(@Nullable Binding innermost, @Nullable Around outer) {}

  private Local(String name) {
    this.name = name;
  }

  /// A new one; two of the same name are two.
  ///
  /// @param name for messages
  public static <T> Local<T> of(String name) {
    return new Local<>(name);
  }

  /// Runs `section`, in which it has `value`, which is never null.
  ///
  /// @return what `section` returned
  public <R extends @Nullable Object, X extends Exception> R where(T value, Section<R, X> section)
      throws X {
    Objects.requireNonNull(value, "a value is never null");
    used = true;
    Binding inner = new Binding(this, value, innermost());
    return ScopedValue.where(INNERMOST, inner).<R, X>call(section::run);
  }

  /// The value that it has here.
  ///
  /// @throws IllegalStateException when there is none
  public T get() {
    T value = look();
    if (value == null) {
      throw new IllegalStateException("nobody around here has a value for " + this);
    }
    return value;
  }

  /// The same, empty when there is none.
  public Optional<T> find() {
    return Optional.ofNullable(look());
  }

  private @Nullable T look() {
    T own = look(innermost());
    Around at = own == null ? ofDriver() : null;
    while (own == null && at != null) {
      own = look(at.innermost);
      at = at.outer;
    }
    return own;
  }

  @SuppressWarnings("unchecked") // where takes a T only
  private @Nullable T look(@Nullable Binding innermost) {
    Binding at = innermost;
    while (at != null && at.local != this) {
      at = at.outer;
    }
    return at == null ? null : (T) at.value;
  }

  private static @Nullable Binding innermost() {
    return INNERMOST.isBound() ? INNERMOST.get() : null;
  }

  private static @Nullable Around ofDriver() {
    Core<?, ?, ?> core = Core.current();
    return core == null ? null : core.line.around();
  }

  /// What the caller shows a coroutine that it drives; null for nothing.
  static @Nullable Around ofCaller() {
    if (!used) {
      return null;
    }
    Binding own = innermost();
    Around outer = ofDriver();
    return own == null ? outer : new Around(own, outer);
  }

  @Override
  public String toString() {
    return "Local[" + name + "]";
  }
}
