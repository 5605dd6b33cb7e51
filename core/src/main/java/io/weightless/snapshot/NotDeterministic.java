package io.weightless.snapshot;

/// A program that was restored did something else than it had done before, given the same: it is
/// not deterministic, or has been changed.
///
/// What a program does by itself can't be seen. But where the clock, chance, the order of a hash
/// set, a static field or the network lead to another output, request or [Effect], this says where.
public final class NotDeterministic extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final long step;

  NotDeterministic(String name, long step, String now, String before) {
    super(
        "coroutine '"
            + name
            + "', step "
            + step
            + ": "
            + now
            + " where "
            + before
            + " before: the program is not deterministic, or has changed");
    this.step = step;
  }

  /// Which one of its steps, from 1.
  public long step() {
    return step;
  }
}
