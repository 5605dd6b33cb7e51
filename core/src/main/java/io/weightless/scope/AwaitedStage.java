package io.weightless.scope;

import io.weightless.engine.internal.Description;
import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Cancelled;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;

/// What a task waits for in [Task#await(CompletionStage)].
record AwaitedStage(CompletionStage<?> stage) implements Suspension.Foreign {
  /// What the waiting task is told of a stage's failure. The cancellation of a task somewhere else
  /// must not unwind this one as if it was its own.
  static RuntimeException thrownFor(Throwable failure) {
    return switch (failure) {
      case RuntimeException unchecked -> unchecked;
      case Cancelled elsewhere ->
          (CancellationException)
              new CancellationException("what completes the stage was cancelled")
                  .initCause(elsewhere);
      case Error error -> throw error;
      case Throwable checked -> new TaskFailed(checked);
    };
  }

  @Override
  public String toString() {
    return "the stage " + Description.of(stage);
  }
}
