package io.weightless.net;

import java.io.IOException;

/// Tells what happens in a directory: [Files#watch].
///
/// It tells that something has changed, not what is there: by the time one hears of it, it may be
/// different again. Changes that come quickly one after the other may be told as one.
///
/// - **Limit**: what nobody has asked for yet is kept up to a limit (on Linux
///   `fs.inotify.max_queued_events`, 16,384 unless it was changed); then comes an
///   [Overflow][FileEvent.Overflow].
public interface FileWatch extends AutoCloseable {
  /// The next event.
  ///
  /// - **Waits**: until there is one; always a cancellation point.
  /// - **Cancelled**: no event is lost.
  ///
  /// @throws ClosedException when it is closed; that ends a wait, too
  /// @throws BusyException when another task waits for the next event
  FileEvent next() throws IOException;

  /// Tells nothing any more. Idempotent.
  ///
  /// - **Waits**: never.
  @Override
  void close();
}
