package io.weightless.check.world;

import io.weightless.check.world.LifeByRules.End;
import io.weightless.reactor.Cancelled;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.TaskFailed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Compares how scopes and tasks have ended with how they should have. What is wrong is kept, and
/// not thrown: it would be a failure like others in there.
final class Judge {
  private static final int MOST_WRONGS = 10;

  private final List<String> wrongs = new ArrayList<>();

  /// How often each failure has to be suppressed in another one.
  private final IdentityHashMap<Throwable, IdentityHashMap<Throwable, Integer>> suppressed =
      new IdentityHashMap<>();

  /// Of contenders, who suppress by rules of their own.
  private final Set<Throwable> contenders = Collections.newSetFromMap(new IdentityHashMap<>());

  void wrong(String what) {
    if (wrongs.size() < MOST_WRONGS) {
      wrongs.add(what);
    }
  }

  void that(boolean isSo, String orElse) {
    if (!isSo) {
      wrong(orElse);
    }
  }

  void between(long least, long at, long most, String what) {
    that(least <= at && at <= most, what + " at " + at + ", not from " + least + " to " + most);
  }

  void check() {
    if (!wrongs.isEmpty()) {
      throw new AssertionError(String.join("\n", wrongs));
    }
  }

  /// @param value null for what is given in place of a deadline that passed
  void returned(LifeByRules scope, @Nullable Object value) {
    that(scope.allFailures().isEmpty(), "lost: " + scope.allFailures());
    if (value == null) {
      that(scope.isTimedOut, "a fallback, and the deadline has not passed");
      return;
    }
    that(value == scope.value, "a result that is not the body's");
    boolean isCut =
        scope.tasks.stream().anyMatch(task -> task.end == End.CANCELLED && !task.isCalledOff);
    that(!isCut || scope.isCalledOff, "a result, though tasks were cut short");
  }

  /// @param around what runs the scope
  void threw(LifeByRules scope, LifeByRules around, Throwable thrown) {
    List<Throwable> failures = scope.allFailures();
    if (!failures.isEmpty()) {
      that(thrown == failures.getFirst(), "thrown " + thrown + ", of " + failures);
      if (!contenders.contains(thrown)) {
        failures.stream().skip(1).forEach(failure -> isSuppressed(failure, thrown));
      }
      return;
    }
    switch (thrown) {
      case Cancelled _ -> that(around.isCancelled(), "cancelled, and nobody did it");
      case DeadlineExceeded _ -> that(scope.isTimedOut, "a deadline that has not passed");
      case CancellationException _ -> that(scope.isCalledOff, "called off, and nobody did it");
      default -> wrong("nobody failed with " + thrown);
    }
  }

  private void isSuppressed(Throwable failure, Throwable in) {
    int times =
        suppressed
            .computeIfAbsent(in, _ -> new IdentityHashMap<>())
            .merge(failure, 1, Integer::sum);
    int found = 0;
    for (Throwable one : in.getSuppressed()) {
      found += one == failure ? 1 : 0;
    }
    that(
        found == times, failure + " is suppressed " + found + " times in " + in + ", not " + times);
  }

  void raced(
      LifeByRules race, LifeByRules around, @Nullable Object value, @Nullable Throwable failure) {
    for (LifeByRules contender : race.tasks) {
      if (contender.thrown != null) {
        contenders.add(contender.thrown);
      }
    }
    if (race.winner != null) {
      that(failure == null && value == race.winner.value, "not the winner's result");
    } else if (failure instanceof Cancelled) {
      that(around.isCancelled(), "a race was cancelled, and nobody did it");
    } else {
      that(
          failure != null && race.tasks.stream().anyMatch(one -> isEnd(one, failure)),
          "a race without a winner ended with " + failure);
      if (failure != null) {
        contenders.add(failure);
      }
    }
  }

  void isEndOf(LifeByRules task, Throwable seen) {
    that(isEnd(task, seen), "the end of a task that " + task.end + " is seen as " + seen);
  }

  private static boolean isEnd(LifeByRules task, Throwable seen) {
    return switch (task.end) {
      case CANCELLED -> seen instanceof CancellationException;
      case FAILED ->
          seen == task.thrown || (seen instanceof TaskFailed && seen.getCause() == task.thrown);
      case NONE, DONE -> false;
    };
  }
}
