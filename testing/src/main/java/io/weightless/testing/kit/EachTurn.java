package io.weightless.testing.kit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Cancels something after no turn, after one, and so on, and looks that this meets it half done.
final class EachTurn {
  private static final int TURNS = 12;

  /// More than is moved in most of these turns. What comes after the last one shows nothing.
  private static final int MOST = 6 * 1024 * 1024;

  private EachTurn() {}

  /// Cancels once, after `turns`.
  interface Attempt {
    /// @return how much had been done by then
    long cancelAfter(int turns) throws IOException;
  }

  /// What is moved meanwhile.
  ///
  /// @param much more than a connection takes of a writer whose peer does not read
  static byte[] noise(int much) {
    return Talk.noise(Math.min(much, MOST));
  }

  /// Passes when at least one attempt has done something, but not `all`.
  static void cancel(long all, Attempt attempt) throws IOException {
    List<Long> done = new ArrayList<>();
    for (int turns = 0; turns < TURNS; turns++) {
      done.add(attempt.cancelAfter(turns));
    }
    assertTrue(
        done.stream().anyMatch(some -> 0 < some && some < all),
        () -> "none was cancelled half done, but with " + done + " of " + all);
  }

  /// In the first one, all that was started begins to wait; in the others, input comes.
  static void pass(int turns, Duration turn) {
    if (turns > 0) {
      Task.yield();
    }
    for (int i = 1; i < turns; i++) {
      Task.sleep(turn);
    }
  }
}
