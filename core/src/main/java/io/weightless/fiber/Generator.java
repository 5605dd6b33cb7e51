package io.weightless.fiber;

import io.weightless.engine.internal.Failures;
import io.weightless.engine.internal.Rethrow;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a body yields, one value after the other, from whatever depth of its calls: the body stands
/// on a fiber of its own, and runs only while somebody asks for the next value.
///
/// ```java
/// void walk(Tree tree, Generator<String> out) {
///   if (tree != null) {
///     walk(tree.left(), out);
///     out.yield(tree.name());
///     walk(tree.right(), out);
///   }
/// }
/// for (String name : Generator.<String>of("names", out -> walk(root, out))) { ... }
/// ```
///
/// A generator inside the body of another may yield to the outer one; the next value is then asked
/// of it again. There is one pass: each loop over it goes on where the last one stopped.
///
/// - **Ends**: one that is not used up is closed with its [Fibers], or by [#close] before.
/// - **Runs on**: the fibers of its [Fibers]; any of them may ask.
/// - **Waits**: the same as its body.
/// - **Cost**: about two switches of tasks for a value.
public final class Generator<T extends @Nullable Object> implements Iterable<T>, AutoCloseable {
  /// What yields.
  @FunctionalInterface
  public interface Body<T extends @Nullable Object> {
    /// @param out where to [#yield] values
    void run(Generator<T> out) throws Exception;
  }

  private enum State {
    /// To RUNNING when a value is asked for.
    IDLE,
    /// To READY by a value, to DONE by the end of the body, to IDLE when whoever asked goes on
    /// without.
    RUNNING,
    /// To IDLE when the value is taken.
    READY,
    DONE
  }

  private final Fiber fiber;
  private final Iterator<T> values = new Values();
  private State state = State.IDLE;

  /// The one that yielded last and goes on with the next value.
  private Fiber yielder;

  /// The one that waits for a value while it is RUNNING.
  private @Nullable Fiber consumer;

  private @Nullable T value;

  private Generator(String name, Body<T> body) {
    fiber = Fiber.of(name, () -> body.run(this));
    yielder = fiber;
  }

  /// A new generator of what `body` yields. Nothing of it runs before the first value is asked for.
  ///
  /// @throws FiberError outside of fibers
  public static <T extends @Nullable Object> Generator<T> of(String name, Body<T> body) {
    return new Generator<>(name, body);
  }

  /// Always the same one. Its `hasNext` runs the body until that yields or ends; it throws what the
  /// body fails with, a checked exception as [FiberFailed], and there are no more values then. Both
  /// of its methods throw [FiberError] inside the body, and when a fiber that is no part of the
  /// generator switches to the one that waits for a value.
  @Override
  public Iterator<T> iterator() {
    return values;
  }

  private boolean advance() {
    fiber.fibers().checkCaller("use a Generator", fiber);
    checkIdle("ask");
    if (state == State.IDLE) {
      resume();
    }
    return state == State.READY;
  }

  private void resume() {
    Fiber caller = Fiber.current();
    if (fiber.parent() != caller) {
      fiber.parent(caller);
    }
    consumer = caller;
    state = State.RUNNING;
    try {
      yielder.switchTo();
    } finally {
      consumer = null;
      if (!fiber.isAlive()) {
        state = State.DONE;
      } else if (state == State.RUNNING) {
        state = State.IDLE; // it has no value, and whoever asked runs: it may ask again, or close
      }
    }
    if (state == State.IDLE) {
      throw new FiberError(
          "another fiber switched to the one that waits for generator '" + fiber.name() + "'");
    }
  }

  /// For its body: gives `next` to whoever asked, and waits until the next one is asked for.
  ///
  /// @throws FiberError outside its body
  public void yield(T next) {
    Fiber asking = consumer;
    Fiber caller = Fiber.current();
    caller.checkNotKilled();
    if (asking == null || !isInside(caller)) {
      throw new FiberError("yield outside of generator '" + fiber.name() + "'");
    }
    yielder = caller;
    value = next;
    state = State.READY;
    asking.switchTo();
  }

  private boolean isInside(Fiber caller) {
    Fiber at = caller;
    while (at != null && at != fiber) {
      at = at.parent();
    }
    return at != null;
  }

  /// Ends the body where it yields: [FiberKilled] is thrown there. What its `finally` blocks fail
  /// with is thrown. Nothing happens when it has ended. A value that is ready is let go.
  ///
  /// @throws FiberError inside its own body, or when that switches instead of ending
  @Override
  public void close() {
    if (!fiber.isAlive()) {
      return;
    }
    fiber.fibers().checkCaller("close a Generator", fiber);
    checkIdle("close");
    Fiber caller = Fiber.current();
    caller.turn().checkMayWait();
    state = State.DONE;
    value = null;
    Throwable failure = null;
    Fiber at = yielder;
    while (at != null) {
      Fiber around = at == fiber ? null : Objects.requireNonNull(at.parent());
      failure = Failures.first(failure, fiber.fibers().kill(caller, at));
      at = around;
    }
    if (failure != null) {
      Rethrow.<RuntimeException>as(failure);
    }
  }

  private void checkIdle(String verb) {
    if (state == State.RUNNING || isInside(Fiber.current())) {
      throw new FiberError("cannot " + verb + " generator '" + fiber.name() + "' while it runs");
    }
  }

  @Override
  public String toString() {
    return "Generator['" + fiber.name() + "', " + state + "]";
  }

  private final class Values implements Iterator<T> {
    @Override
    public boolean hasNext() {
      return advance();
    }

    @Override
    @SuppressWarnings("NullAway") // a value is null only where T may be
    public T next() {
      if (!advance()) {
        throw new NoSuchElementException("generator '" + fiber.name() + "' has no more values");
      }
      state = State.IDLE;
      T next = value;
      value = null;
      return next;
    }
  }
}
