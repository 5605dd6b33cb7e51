package io.weightless.tool;

import io.weightless.scope.Scope;
import java.time.Duration;

/// What a [Worker] has running on its reactor. Its methods are called by tasks of that reactor.
interface Life {
  /// How many connections are open.
  int connections();

  /// Ends in good order: lets what is going on finish, and cuts what is left after `grace`.
  ///
  /// - **Waits**: until all has ended.
  ///
  /// @return whether nothing was cut
  boolean drain(Duration grace);

  /// Begins lives that share nothing with each other: one for each worker, and one for each that
  /// died.
  @FunctionalInterface
  interface Beginning {
    /// Begins one, in a task of a fresh reactor; when this returns it does its job already.
    ///
    /// @param scope owns its tasks; whatever fails in it ends the life
    Life begin(Scope scope) throws Exception;
  }
}
