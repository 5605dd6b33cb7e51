package io.weightless.check.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a wait has to end by the rules; known at the moment at which it is decided, which is before
/// the task that waits sees it.
final class Expected {
  enum How {
    PENDING,
    SENT,
    RECEIVED,
    /// The channel was closed or failed.
    REFUSED,
    TIME,
    TASK_ENDED,
    CANCELLED
  }

  private How how = How.PENDING;

  /// Of a select; 0 for other waits.
  private int clause;

  private @Nullable Value value;

  /// Where it waits.
  private final List<Runnable> places = new ArrayList<>();

  boolean isPending() {
    return how == How.PENDING;
  }

  How how() {
    return how;
  }

  int clause() {
    return clause;
  }

  @Nullable Value value() {
    return value;
  }

  /// It waits somewhere, until `leave` is run.
  void waitsAt(Runnable leave) {
    places.add(leave);
  }

  void settle(How how, int clause, @Nullable Value value) {
    assertThat(this.how).as("a wait is settled once").isEqualTo(How.PENDING);
    this.how = how;
    this.clause = clause;
    this.value = value;
    places.forEach(Runnable::run);
    places.clear();
  }

  /// Nothing happens when it was settled before: its end is on its way.
  void cancel() {
    settleUnlessLate(How.CANCELLED, 0);
  }

  void settleUnlessLate(How how, int clause) {
    if (isPending()) {
      settle(how, clause, null);
    }
  }

  void check(How seen) {
    assertThat(seen).as("how a wait ended: %s", this).isEqualTo(how);
  }

  void check(How seen, int seenClause, @Nullable Value seenValue) {
    check(seen);
    assertThat(seenClause).as("which clause won: %s", this).isEqualTo(clause);
    assertThat(seenValue).as("what a wait brought: %s", this).isEqualTo(value);
  }

  @Override
  public String toString() {
    return how + " by clause " + clause + " with " + value;
  }
}
