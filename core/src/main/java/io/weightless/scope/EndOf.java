package io.weightless.scope;

import io.weightless.engine.internal.Owed;
import io.weightless.engine.internal.Strand;
import java.util.List;

/// The end of a task, for reports about those who wait for it.
record EndOf(Task<?> task) implements Owed {
  @Override
  public List<Strand> owedBy() {
    return List.of(task.strand());
  }

  @Override
  public String toString() {
    return task.toString();
  }
}
