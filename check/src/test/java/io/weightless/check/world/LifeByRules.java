package io.weightless.check.world;

import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A scope or a task as the rules say it is: when it was cancelled, what failed in it, how it
/// ended.
final class LifeByRules {
  enum Kind {
    TASK,
    FAIL_ALL,
    COLLECT,
    SHIELD,
    RACE
  }

  enum End {
    NONE,
    DONE,
    FAILED,
    CANCELLED
  }

  static final long NEVER = Long.MAX_VALUE;

  final @Nullable LifeByRules parent;
  final Kind kind;
  final int depth;

  /// All tasks that were started in it, first come.
  final List<LifeByRules> tasks = new ArrayList<>();

  /// Those who wait for its end.
  final List<LifeByRules> awaiting = new ArrayList<>();

  /// What failed, in its order; each object once.
  private final List<Throwable> failures = new ArrayList<>();

  /// Of tasks whose failures are for whoever awaits them.
  private final Map<LifeByRules, Throwable> unawaited = new LinkedHashMap<>();

  /// That tell it of deadlines.
  final List<Timer> marks = new ArrayList<>();

  @Nullable Scope scope;
  @Nullable Task<Object> task;
  @Nullable Object value;
  @Nullable Throwable thrown;
  @Nullable LifeByRules winner;
  End end = End.NONE;
  int ends;
  boolean isCalledOff;
  boolean isTimedOut;
  boolean isDraining;
  private long cancelledAt = NEVER;

  LifeByRules(@Nullable LifeByRules parent, Kind kind) {
    this.parent = parent;
    this.kind = kind;
    depth = parent == null ? 0 : parent.depth + 1;
    if (parent != null && kind == Kind.TASK) {
      parent.tasks.add(this);
    }
  }

  static long now() {
    return Reactor.current().clock().nanos();
  }

  /// When it, or what is around it up to a shield, was cancelled.
  long cancelledAt() {
    long at = NEVER;
    LifeByRules life = this;
    while (life != null) {
      at = Math.min(at, life.cancelledAt);
      life = life.kind == Kind.SHIELD ? null : life.parent;
    }
    return at;
  }

  boolean isCancelled() {
    return cancelledAt() != NEVER;
  }

  /// @return whether that is what cancels it; else it was before
  private boolean cancel() {
    boolean first = !isCancelled();
    if (first) {
      cancelledAt = now();
    }
    return first;
  }

  void callOff() {
    if (end == End.NONE) {
      isCalledOff |= cancel();
    }
  }

  void timeOut() {
    if (end == End.NONE) {
      isTimedOut |= cancel();
    }
  }

  void ends(End how) {
    ends++;
    end = how;
  }

  /// A task of it has come to its end.
  void done(LifeByRules one) {
    if (kind == Kind.RACE && winner == null) {
      winner = one;
      cancel();
    }
  }

  /// Its body has failed, or a task of it.
  void fails(Throwable failure) {
    cancel();
    if (failures.stream().noneMatch(known -> known == failure)) {
      failures.add(failure);
    }
  }

  void fails(LifeByRules one, Throwable failure) {
    switch (kind) {
      case FAIL_ALL, SHIELD -> fails(failure);
      case COLLECT -> {
        if (one.awaiting.stream().allMatch(LifeByRules::isCancelled)) {
          unawaited.put(one, failure);
        }
      }
      case RACE, TASK -> {}
    }
  }

  /// Somebody sees how this task has ended.
  void retrieved() {
    if (parent != null) {
      parent.unawaited.remove(this);
    }
  }

  /// What it has to throw, the first one, with the others suppressed in it.
  List<Throwable> allFailures() {
    unawaited.values().forEach(this::fails);
    unawaited.clear();
    return failures;
  }
}
