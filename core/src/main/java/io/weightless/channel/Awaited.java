package io.weightless.channel;

import io.weightless.engine.internal.Suspension;

/// What a task waits for, in words: for reports.
sealed interface Awaited {
  /// Something that tasks of its own reactor do.
  record Here(String what, Object where) implements Awaited {
    @Override
    public String toString() {
      return what + where;
    }
  }

  /// Something that may come from another thread.
  record FromElsewhere(String what, Object where) implements Awaited, Suspension.Foreign {
    @Override
    public String toString() {
      return what + where;
    }
  }

  static Awaited of(String what, Object where, boolean foreign) {
    return foreign ? new FromElsewhere(what, where) : new Here(what, where);
  }
}
