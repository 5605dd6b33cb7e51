package io.weightless.reactor;

import java.io.IOException;

/// Where a reactor's input and output come from: readiness or completions of the operating system,
/// or of a simulated one.
///
/// A backend belongs to one reactor. Only [#wakeup] may be called from other threads, and between
/// two steps [#awaitInput].
public interface Backend extends AutoCloseable {
  /// Called once when the reactor opens: attaches the services that stand on this backend.
  void attachTo(Reactor reactor);

  /// Waits until something is ready, [#wakeup] was called, or the time is over, and dispatches what
  /// is ready: callbacks run here, tasks are made ready to run after it.
  ///
  /// @param timeoutNanos 0 does not wait; `Long.MAX_VALUE` waits until woken
  /// @return how many were dispatched
  int poll(long timeoutNanos) throws IOException;

  /// Nobody steps for a while: what was begun since the last [#poll] goes on without the next.
  /// Called by the thread that stepped. Never fails.
  default void flush() {}

  /// Waits until [#poll] would find something, [#wakeup] was called, or the time is over, and
  /// dispatches nothing; it may return for nothing, too. Called between two steps, by a thread that
  /// is not the loop's, of a reactor that is embedded: see [Embedding].
  ///
  /// @param timeoutNanos 0 does not wait, and forgets a [#wakeup]; `Long.MAX_VALUE` waits until
  ///   woken
  /// @throws UnsupportedOperationException when this backend can't
  default void awaitInput(long timeoutNanos) throws IOException {
    throw new UnsupportedOperationException(
        "a reactor on " + getClass().getSimpleName() + " can't be embedded");
  }

  /// Whether nothing can come from it any more, but for what is registered later.
  default boolean isQuiet() {
    return false;
  }

  /// Makes the present [#poll], or else the next one, return at once. From any thread, never waits.
  void wakeup();

  @Override
  void close() throws IOException;

  /// Finds backends: registered with `ServiceLoader`.
  interface Provider {
    /// The word of the `--backend` option.
    String name();

    /// The highest one that opens is taken.
    int rank();

    /// @throws IOException with the reason, when this machine does not have it
    Backend open() throws IOException;
  }
}
