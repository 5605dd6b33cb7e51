package io.weightless.fiber;

/// Thrown where an unfinished fiber is suspended when its [Fibers], or its [Generator], is closed,
/// so that its `finally` blocks run.
///
/// Let it pass. It is an `Error` so that `catch (Exception e)` does not eat it; should it be
/// caught, the next switch or wait of the fiber throws it again.
public final class FiberKilled extends Error {
  private static final long serialVersionUID = 1L;

  private final transient Fiber victim;

  FiberKilled(Fiber victim) {
    // without a trace: it would be that of the killer
    super("fiber '" + victim.name() + "' was left unfinished", null, true, false);
    this.victim = victim;
  }

  /// Whether it says no more than that `fiber` was killed.
  boolean isMere(Fiber fiber) {
    return victim == fiber && getSuppressed().length == 0;
  }
}
