package io.weightless.net.signal;

import org.jspecify.annotations.Nullable;

/// Where signals come in, until it is closed.
///
/// One that comes again before it was received comes once, as with the system itself: it tells that
/// something happened, not how often.
///
/// - **Order**: as they came; several tasks share what comes, first come first served.
/// - **Limit**: one of each kind.
/// - **Runs on**: the reactor that it was made on.
public interface SignalWatch extends AutoCloseable {
  /// The next signal.
  ///
  /// - **Waits**: until there is one; always a cancellation point.
  /// - **Cancelled**: none was taken.
  ///
  /// @throws IllegalStateException when it is closed, also by another task meanwhile
  Signal receive();

  /// The next signal if there is one, or null. Waits never.
  ///
  /// @throws IllegalStateException when it is closed
  @Nullable Signal tryReceive();

  /// Idempotent.
  @Override
  void close();
}
