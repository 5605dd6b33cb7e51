package io.weightless.scope;

import io.weightless.reactor.Cancelled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Several tasks for one result: see [Scope#race].
final class Race<T extends @Nullable Object> {
  private final List<Task<T>> tasks = new ArrayList<>();
  private @Nullable Task<T> winner;

  /// What contenders fail with when the race is cancelled.
  private final Outcome unwinding = new Outcome();

  T run(List<? extends Callable<? extends T>> contenders) {
    try {
      Scope.<@Nullable Void, RuntimeException>with(Rules.LEAVE, scope -> start(scope, contenders));
    } catch (Cancelled cancelled) {
      if (winner == null) {
        unwinding.rethrow();
        throw cancelled;
      } // else it came too late
    }
    return result();
  }

  private @Nullable Void start(Scope scope, List<? extends Callable<? extends T>> contenders) {
    for (Callable<? extends T> contender : contenders) {
      int index = tasks.size();
      tasks.add(scope.start("contender " + index, () -> run(scope, index, contender)));
    }
    return null;
  }

  private T run(Scope scope, int index, Callable<? extends T> contender) throws Exception {
    T value = call(scope, contender);
    if (winner == null) {
      winner = tasks.get(index);
      scope.cancel("another contender won");
    }
    return value;
  }

  private T call(Scope scope, Callable<? extends T> contender) throws Exception {
    try {
      return contender.call();
    } catch (Throwable e) {
      if (scope.isCancelled() && winner == null && scope.unwinding(e) == null) {
        unwinding.failed(e);
      }
      throw e;
    }
  }

  /// When all have ended.
  private T result() {
    if (winner != null) {
      return winner.result();
    }
    try {
      return tasks.getFirst().result();
    } catch (RuntimeException | Error first) {
      for (Task<T> other : tasks.subList(1, tasks.size())) {
        other.suppressIn(first);
      }
      throw first;
    }
  }
}
