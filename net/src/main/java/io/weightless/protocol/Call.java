package io.weightless.protocol;

import io.weightless.engine.internal.Pinned;
import io.weightless.reactor.Work;
import io.weightless.sync.NoSuspend;
import io.weightless.sync.NoSuspend.Section;
import org.jspecify.annotations.Nullable;

/// The call of a callback, which can't wait.
final class Call {
  private Call() {}

  /// Calls back `whose` in the calling task.
  ///
  /// @throws Exception what it throws; an [IllegalStateException] when it tried to wait
  static <T extends @Nullable Object> T of(Object whose, Section<T, Exception> callback)
      throws Exception {
    try {
      return NoSuspend.noSuspend(callback);
    } catch (Pinned waited) {
      throw new IllegalStateException(
          "a callback of " + whose + " can't wait: have a task do what has to", waited);
    }
  }

  /// The same for one without a result.
  static void of(Object whose, Work<Exception> callback) throws Exception {
    Call.<@Nullable Void>of(
        whose,
        () -> {
          callback.run();
          return null;
        });
  }
}
