package io.weightless.http.internal;

import io.weightless.reactor.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Ends a connection whose present wait takes too long.
///
/// Setting a deadline costs a field: the timer is moved only when it fires too early, or would fire
/// too late. So a busy connection touches its timer once per idle time, not once per request.
final class Watch {
  private static final long NONE = Long.MAX_VALUE;

  private final Service service;
  private final Runnable overdue;

  private long deadline = NONE;

  /// When `timer` fires; means something only when there is one.
  private long fires;

  private @Nullable Timer timer;

  /// @param overdue must not wait
  Watch(Service service, Runnable overdue) {
    this.service = service;
    this.overdue = overdue;
  }

  /// The wait that begins now must be over by `deadline`, by the clock's nanoseconds.
  void expect(long deadline, long now) {
    this.deadline = deadline;
    if (timer != null && fires - deadline > 0) {
      timer.cancel();
      timer = null;
    }
    if (timer == null) {
      arm(now);
    }
  }

  /// The wait is over.
  void relax() {
    deadline = NONE;
  }

  /// For good.
  void close() {
    deadline = NONE;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void arm(long now) {
    fires = deadline;
    timer = service.reactor.after(Duration.ofNanos(Math.max(0, deadline - now)), this::fire);
  }

  private void fire() {
    timer = null;
    if (deadline == NONE) {
      return;
    }
    long now = service.nanos();
    if (now - deadline >= 0) {
      deadline = NONE;
      overdue.run();
    } else {
      arm(now);
    }
  }
}
