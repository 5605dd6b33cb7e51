package io.weightless.scope;

import io.weightless.engine.internal.Description;

/// Thrown by [Task#await] for a task or a stage that failed with a checked exception, which is the
/// cause.
public final class TaskFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TaskFailed(String task, Throwable cause) {
    super("task '" + task + "' failed: " + Description.of(cause), cause);
  }

  /// Of a stage, which has no name.
  TaskFailed(Throwable cause) {
    super("the awaited stage failed: " + Description.of(cause), cause);
  }
}
