package io.weightless.net.component;

import io.weightless.scope.Body;
import io.weightless.scope.Scope;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Waits that can be told to end, alone; also those that come later.
final class Stoppable {
  private boolean isStopped;

  /// While one waits.
  private @Nullable Scope scope;

  /// Runs `wait` until it ends, or is told to.
  ///
  /// @return null in that case
  <T, X extends Exception> @Nullable T run(Body<T, X> wait) throws X {
    if (isStopped) {
      return null;
    }
    try {
      return Scope.run(own -> {
        scope = own;
        return wait.run(own);
      });
    } catch (CancellationException cancellation) {
      if (!isStopped) {
        throw cancellation;
      }
      return null;
    } finally {
      scope = null;
    }
  }

  /// Ends them. Idempotent.
  ///
  /// - **Waits**: never.
  void stop() {
    isStopped = true;
    if (scope != null) {
      scope.cancel("it was told to end");
    }
  }
}
