package io.weightless.fiber;

import io.weightless.reactor.Cancelled;

/// Thrown where an unfinished fiber is suspended when its [Fibers], or its [Generator], is closed,
/// so that its `finally` blocks run.
///
/// Let it pass. It is an `Error` so that `catch (Exception e)` does not eat it; should it be
/// caught, the next switch or wait of the fiber throws it again. The scopes that the fiber has
/// opened are cancelled with it, so a wait inside of one throws [Cancelled]; what it has to finish
/// goes into a shield.
public final class FiberKilled extends Error {
  private static final long serialVersionUID = 1L;

  private final transient Fiber victim;

  FiberKilled(Fiber victim) {
    // without a trace: it would be that of the killer
    super(messageFor(victim), null, true, false);
    this.victim = victim;
  }

  static String messageFor(Fiber victim) {
    return "fiber '" + victim.name() + "' was left unfinished";
  }

  /// Whether `thrown` says no more than that `fiber` was killed.
  static boolean isMere(Throwable thrown, Fiber fiber) {
    Object killed =
        switch (thrown) {
          case FiberKilled itself -> itself.victim;
          case Cancelled inScope -> inScope.origin();
          default -> null;
        };
    return killed == fiber && thrown.getSuppressed().length == 0;
  }
}
