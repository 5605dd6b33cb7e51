package io.weightless.channel;

import io.weightless.engine.internal.AtChannel;
import io.weightless.engine.internal.Suspension;

/// What a task waits for, in words: for reports.
sealed interface Awaited extends AtChannel {
  String what();

  Object where();

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

  @Override
  default Object channel() {
    return where() instanceof SendEnd<?> end ? end.channel() : where();
  }

  @Override
  default boolean sends() {
    return where() instanceof SendEnd<?>;
  }

  static Awaited of(String what, Object where, boolean foreign) {
    return foreign ? new FromElsewhere(what, where) : new Here(what, where);
  }
}
