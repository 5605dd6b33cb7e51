package io.weightless.scope;

import io.weightless.engine.internal.Description;
import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Cancelled;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;

/// What a task waits for in [Task#await(CompletionStage)].
record AwaitedStage(CompletionStage<?> stage) implements Suspension.Foreign {
  /// What the waiting task is told of a stage's failure.
  static RuntimeException thrownFor(Throwable failure) {
    return switch (ofElsewhere(failure, "what completes the stage was cancelled")) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      case Throwable checked -> new TaskFailed(checked);
    };
  }

  /// A failure that comes from somewhere else: the cancellation of a task there must not unwind the
  /// one that is told as if it was its own.
  ///
  /// @param message of what is told in its place
  static Throwable ofElsewhere(Throwable failure, String message) {
    return failure instanceof Cancelled
        ? new CancellationException(message).initCause(failure)
        : failure;
  }

  @Override
  public String toString() {
    return "the stage " + Description.of(stage);
  }
}
