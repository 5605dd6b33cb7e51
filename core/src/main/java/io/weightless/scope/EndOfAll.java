package io.weightless.scope;

import io.weightless.engine.internal.Owed;
import io.weightless.engine.internal.Strand;
import java.util.List;

/// The end of the tasks of a scope, for reports about the one that waits for it.
record EndOfAll(Scope scope) implements Owed {
  @Override
  public List<Strand> owedBy() {
    return scope.strandsInside();
  }

  @Override
  public String toString() {
    return "the tasks of its scope";
  }
}
