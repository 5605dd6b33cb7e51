package io.weightless.net;

import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;

/// Tells when channels of the JDK are ready: `Reactor.current().service(Readiness.class)`.
///
/// It is what callbacks and foreign protocols stand on; a task has [Stream]s. A channel is watched
/// by one watcher at a time. All of it runs on the reactor, and nothing waits.
public interface Readiness {
  /// Watches `channel`; for nothing yet. It stays the caller's, who closes it.
  ///
  /// - **Runs on**: this reactor, but not inside a [Watcher].
  ///
  /// @throws ClosedChannelException when it is closed
  /// @throws IllegalArgumentException when it is in blocking mode, or not one of the JDK's own
  /// @throws IllegalStateException when it is watched already
  Watch watch(SelectableChannel channel, Watcher watcher) throws ClosedChannelException;

  /// What a watch tells, while the loop looks for input: it must neither wait, close nor watch
  /// anything.
  interface Watcher {
    /// At every step while it is ready, and that is wanted.
    void ready(boolean input, boolean output);

    /// Once, at the next step after somebody closed the channel; that step does not wait. The watch
    /// is over then. A close by another thread does not end a step's wait: it posts, too.
    void closed();
  }

  /// A channel that is watched.
  interface Watch {
    /// What is to be told from now on. Input is also a connection to accept, and output one that is
    /// made.
    void want(boolean input, boolean output);

    /// At once: nothing is told any more, and the channel may be blocking again. Idempotent.
    void stop();
  }
}
