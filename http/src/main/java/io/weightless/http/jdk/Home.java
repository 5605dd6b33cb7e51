package io.weightless.http.jdk;

import io.weightless.engine.internal.Strand;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Where a server lives: the reactor of the task that has made it, or one of its own.
sealed interface Home permits TaskHome, ThreadHome {
  /// What is done there.
  @FunctionalInterface
  interface Work<T extends @Nullable Object> {
    T run() throws IOException;
  }

  /// That of the caller.
  static Home here() {
    return Strand.currentOrNull() == null ? new ThreadHome() : TaskHome.here();
  }

  /// Does `work` in a task of the reactor.
  ///
  /// - **Waits**: until it is done.
  /// - **Runs on**: any thread, and any task.
  <T extends @Nullable Object> T call(Work<T> work) throws IOException;

  /// Has `life` run in a task of the reactor, from now until it ends.
  ///
  /// - **Waits**: never.
  void serve(Runnable life);

  /// Does `farewell` in a task of the reactor, if there is one; none is used after that.
  ///
  /// - **Waits**: until it is done.
  void end(Runnable farewell);

  /// - **Waits**: until the thread has ended that was its own, if there was one; not when that is
  ///   what calls.
  void awaitEnd();
}
