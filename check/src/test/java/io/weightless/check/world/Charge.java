package io.weightless.check.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A child of a supervisor, as it was seen until now.
final class Charge {
  /// Its place among the others.
  final int index;

  int lives;

  boolean isRunning;
  boolean isDone;

  /// Whether its last life was ended by its supervisor.
  boolean wasTold;

  /// Whether that was because the supervisor was cancelled.
  boolean wasToldLast;

  long beganAt;
  long endedAt;

  /// What its last life failed with.
  @Nullable Throwable failure;

  /// When lives of it failed by themselves.
  final List<Long> failures = new ArrayList<>();

  Charge(int index) {
    this.index = index;
  }

  String name() {
    return "child " + index;
  }

  boolean failedBetween(long from, long until) {
    return failures.stream().anyMatch(at -> from <= at && at <= until);
  }
}
