package io.weightless.engine.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Measures the turns of one carrier that last too long, without a clock that is read for each: the
/// [Watchdog] notices one, and the carrier looks at a field when a turn is over.
public final class Lateness {
  private volatile @Nullable Overdue noticed;
  private @Nullable Listener listener;

  /// Hears of each, when it is over, on the loop.
  public interface Listener {
    /// @param who named as in the watchdog's report
    /// @param nanos that it lasted at least
    /// @param stack where it was when it was noticed
    void wasLate(String who, long nanos, List<StackTraceElement> stack);
  }

  /// A turn as the watchdog saw it.
  ///
  /// @param turn its number
  /// @param since when it had begun already, by `System.nanoTime`
  /// @param until when it had not ended yet
  record Overdue(long turn, String who, List<StackTraceElement> stack, long since, long until) {}

  Lateness() {}

  /// There is one listener.
  public void listen(Listener listener) {
    this.listener = listener;
  }

  /// From the watchdog's thread.
  void notice(Overdue overdue) {
    noticed = overdue;
  }

  /// How long turn number `turn`, which has not ended, has lasted at least; 0 if that was not
  /// noticed. From any thread.
  long nanos(long turn) {
    Overdue overdue = noticed;
    return overdue != null && overdue.turn == turn ? System.nanoTime() - overdue.since : 0;
  }

  boolean isNoticed() {
    return noticed != null;
  }

  /// Call when turn number `turn` is over. It may be a later one than was noticed, which then may
  /// have ended long before.
  void measure(long turn) {
    Overdue overdue = noticed;
    noticed = null;
    if (overdue != null && listener != null) {
      long end = overdue.turn == turn ? System.nanoTime() : overdue.until;
      listener.wasLate(overdue.who, end - overdue.since, overdue.stack);
    }
  }
}
