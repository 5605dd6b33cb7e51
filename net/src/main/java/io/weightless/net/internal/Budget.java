package io.weightless.net.internal;

import io.weightless.scope.Task;
import java.time.Duration;

/// How much a task may read and write without waiting: when it is used up the task gives way, until
/// the loop has looked for what others wait for. So one fast connection does not starve the rest.
///
/// There is one budget for whichever task runs. It is full again when its task waits for readiness,
/// and after each look.
public final class Budget {
  public static final int OPERATIONS = 64;

  /// A longer operation counts as several.
  public static final int BYTES_PER_OPERATION = 16 * 1024;

  private int left = OPERATIONS;

  /// Call before an operation, since it may wait, and be cancelled.
  public void claim() {
    if (left <= 0) {
      renew();
      Task.sleep(Duration.ZERO); // until the loop has looked; a yield alone comes before that
      Task.yield(); // behind those for whom something is ready now
    }
  }

  /// An operation went through at once.
  public void spend(long bytes) {
    left -= 1 + (int) ((bytes - 1) / BYTES_PER_OPERATION);
  }

  public void renew() {
    left = OPERATIONS;
  }
}
