package io.weightless.net.terminal;

import java.io.IOException;

/// A terminal: termios(3). Methods hold the loop for the time of a system call.
///
/// Its window may change; that is told by a signal:
///
/// ```java
/// try (SignalWatch changes = signals.watch(Signal.WINCH)) {
///   while (true) {
///     draw(terminal.size());
///     changes.receive();
///   }
/// }
/// ```
///
/// Evergreen's `TTYStream`, pyuv's `TTY`.
public interface Terminal {
  /// How many characters there are.
  record Size(int columns, int rows) {}

  /// Of the window as it is now; zeros when nobody has told.
  Size size() throws IOException;

  /// Has it hand on each key as it is, and echo nothing: no lines, no Ctrl-C. Close what it gives
  /// to have it as it was before.
  ///
  /// The end of the JVM restores it too, also by a signal; not by `KILL`.
  Raw raw() throws IOException;

  /// A terminal is raw until this is closed. Of several on one terminal, close the last one first.
  interface Raw extends AutoCloseable {
    /// Idempotent. From any thread.
    @Override
    void close();
  }
}
