package io.weightless.channel;

import io.weightless.engine.internal.Selection;
import io.weightless.scope.Task;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The end of a task.
final class Ended<T extends @Nullable Object, R extends @Nullable Object> extends Clause<R> {
  private final Task<T> task;
  private final Function<? super T, ? extends R> function;

  Ended(Task<T> task, Function<? super T, ? extends R> function) {
    this.task = task;
    this.function = function;
  }

  @Override
  boolean isReady() {
    return task.state() != Task.State.RUNNING;
  }

  @Override
  R takeNow() {
    return function.apply(task.result());
  }

  @Override
  void join(Selection selection) {
    selection.joinEnd(task);
  }

  @Override
  R won(@Nullable Object brought) {
    return takeNow();
  }

  @Override
  public String toString() {
    return task.toString();
  }
}
