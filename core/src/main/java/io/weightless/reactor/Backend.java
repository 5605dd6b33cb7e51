package io.weightless.reactor;

import java.io.IOException;

/// Where a reactor's input and output come from: readiness or completions of the operating system,
/// or of a simulated one.
///
/// A backend belongs to one reactor. Only [#wakeup] may be called from other threads.
public interface Backend extends AutoCloseable {
  /// Called once when the reactor opens: attaches the services that stand on this backend.
  void attachTo(Reactor reactor);

  /// Waits until something is ready, [#wakeup] was called, or the time is over, and dispatches what
  /// is ready: callbacks run here, tasks are made ready to run after it.
  ///
  /// @param timeoutNanos 0 does not wait; `Long.MAX_VALUE` waits until woken
  /// @return how many were dispatched
  int poll(long timeoutNanos) throws IOException;

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
