package io.weightless.coroutine;

import io.weightless.engine.internal.Failures;
import io.weightless.engine.internal.Rethrow;
import java.util.List;

/// All that a connector drives, to close them whatever happened; the last one first.
record Branches(List<? extends Branch<?, ?>> all) implements AutoCloseable {
  @Override
  public void close() {
    Throwable failure = null;
    for (Branch<?, ?> branch : all.reversed()) {
      try {
        branch.close();
      } catch (RuntimeException | Error e) {
        failure = Failures.first(failure, e);
      }
    }
    if (failure != null) {
      Rethrow.<RuntimeException>as(failure);
    }
  }
}
