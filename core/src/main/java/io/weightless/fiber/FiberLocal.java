package io.weightless.fiber;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A variable of which each fiber has its own: it stands for a value among the [Fiber#locals] of
/// the fiber that asks. Others neither see nor inherit it. (Evergreen's `local`.)
///
/// - **Runs on**: fibers.
public final class FiberLocal<T> {
  private final String name;

  private FiberLocal(String name) {
    this.name = name;
  }

  /// A new one; two of the same name are two.
  ///
  /// @param name for messages
  public static <T> FiberLocal<T> of(String name) {
    return new FiberLocal<>(name);
  }

  /// The value that the calling fiber has.
  ///
  /// @throws IllegalStateException when it has none
  /// @throws FiberError outside of fibers
  public T get() {
    T value = look();
    if (value == null) {
      throw new IllegalStateException(Fiber.current() + " has no value for " + this);
    }
    return value;
  }

  /// The same, empty when it has none.
  public Optional<T> find() {
    return Optional.ofNullable(look());
  }

  /// Gives the calling fiber a value, in place of the one that it had.
  public void set(T value) {
    Fiber.current().locals().put(this, value);
  }

  /// Takes it away. Nothing happens when there is none.
  public void remove() {
    Fiber.current().locals().remove(this);
  }

  @SuppressWarnings("unchecked") // set takes a T only
  private @Nullable T look() {
    return (T) Fiber.current().locals().get(this);
  }

  @Override
  public String toString() {
    return "FiberLocal[" + name + "]";
  }
}
