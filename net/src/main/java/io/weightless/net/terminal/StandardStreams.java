package io.weightless.net.terminal;

import io.weightless.net.Stream;
import org.jspecify.annotations.Nullable;

/// The standard streams of this process, as streams that a task may wait for:
/// `Reactor.current().service(StandardStreams.class)`.
///
/// ```java
/// StandardStreams standard = Reactor.current().service(StandardStreams.class);
/// Gio.drive(standard.stream(), lines());   // reads standard input, writes standard output
/// ```
///
/// They may be files, pipes or terminals, which other processes have, too. To make them not block
/// would do so for all of these, so they block as ever, and each read and write runs on a thread of
/// its own, on every backend. A read that nobody waits for any more keeps what it finds for the
/// next one here; only when the stream is closed meanwhile, that is lost.
///
/// `System.in` and `System.out` have buffers of their own, which are not looked into: use these or
/// those.
///
/// Evergreen's `StdinStream` and the like, Twisted's `stdio:`.
public interface StandardStreams {
  /// Reads standard input, and writes standard output; each time a new one. To close it, or its
  /// output, leaves those of the process as they are.
  ///
  /// - **Cost**: a thread for each read and write, while it lasts.
  Stream stream();

  /// Writes standard error.
  Stream errors();

  /// The terminal that standard input is; null when it is none, or nobody can tell: that takes
  /// Linux, and `--enable-native-access`.
  @Nullable Terminal inputTerminal();

  /// The terminal that standard output is, or null.
  @Nullable Terminal outputTerminal();
}
