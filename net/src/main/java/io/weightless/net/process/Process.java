package io.weightless.net.process;

import io.weightless.net.Stream;
import io.weightless.net.signal.Signal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A process that was started here, and those that it starts: one group, that ends with it.
///
/// It is to be closed, also when it has ended by itself: until then the system remembers it. What
/// the group still has to say when it is closed is lost.
///
/// - **Runs on**: the reactor that started it.
///
/// pyuv's `Process`, Evergreen's `popen`, Twisted's `spawnProcess`.
@SuppressWarnings("JavaLangClash") // that is what it is called
public interface Process extends AutoCloseable {
  /// What the system calls it.
  long pid();

  /// Its standard output, to read, and its standard input, to write. What is written to one that
  /// has ended fails as [CLOSED_BY_PEER][io.weightless.net.NetworkException.Reason#CLOSED_BY_PEER];
  /// its `closeOutput` is the end of its input. A direction that is not piped is refused with an
  /// `IllegalStateException`.
  Stream stream();

  /// Its standard error, to read.
  Stream errors();

  /// Waits until it has ended. Those that it has started may go on, and what it has written may
  /// still be read.
  ///
  /// - **Waits**: until then, any number of tasks; always a cancellation point.
  /// - **Cancelled**: it goes on.
  Exit await();

  /// How it has ended, or null as long as it goes on. Waits never.
  @Nullable Exit exit();

  /// Sends it a signal, and nobody else; to one that has ended nothing happens. Never hits another
  /// process, whose number may be the same by now.
  ///
  /// @throws UnsupportedOperationException on the backend `nio`, but for `TERM` and `KILL`
  /// @throws ProcessException when it belongs to another user
  void signal(Signal signal) throws IOException;

  /// Ends it and its group by `KILL`; [#await] tells when that is done.
  ///
  /// - **Waits**: never.
  void kill();

  /// Ends it and its group: by `TERM`, and what is left of it after the [grace][Command#grace], or
  /// when it has ended, by `KILL`. Idempotent.
  ///
  /// A process leaves its group by `setsid`, as daemons do, and lives on then. On the backend `nio`
  /// the group is those descendants whose parents were alive when it was ended.
  ///
  /// One that took the rights of another user, as `sudo` does, may be out of reach: it goes on
  /// then, and a warning in the log says so. The system remembers it until it has ended, or the
  /// reactor is closed.
  ///
  /// - **Waits**: until it has ended, cancelled or not; so it has an end. There is no limit: even
  ///   `KILL` does not end one that waits in the system for a disk that does not answer, nor is the
  ///   end of one told that another process traces and holds. Whoever can't wait for that calls
  ///   [#kill] and does not close it; the close of the reactor waits for a second, and lets it go.
  @Override
  void close();
}
