package io.weightless.scope;

import io.weightless.engine.internal.Rethrow;
import io.weightless.reactor.Cancelled;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// How a scope ends: what failed in it, in the order in which it did, or what cut it short.
final class Outcome {
  /// How many failures of tasks that nobody awaited a collecting scope keeps.
  static final int KEPT_FAILURES = 10_000;

  /// The first one, with the others suppressed in it.
  private @Nullable Throwable failure;

  private Set<Throwable> later = Set.of();

  /// When collecting, of tasks that nobody awaited yet.
  private Map<Task<?>, Throwable> unawaited = Map.of();

  /// What ended the body before it could return.
  private @Nullable Cancelled unwound;

  /// What ended the first task that did not end by itself; one that was cancelled alone is not it.
  private @Nullable Cancelled cut;

  /// Whose passing cancelled the scope.
  private @Nullable Deadline timedOut;

  boolean hasFailed() {
    return failure != null;
  }

  /// One that comes a second time, through a task that awaited the one that failed, is one all the
  /// same; failures that are equal are two.
  @SuppressWarnings("ReferenceEquality")
  void failed(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    } else if (failure != thrown && suppressed(thrown)) {
      failure.addSuppressed(thrown);
    }
  }

  /// Whether it is the first time.
  private boolean suppressed(Throwable thrown) {
    if (later.isEmpty()) {
      later = Collections.newSetFromMap(new IdentityHashMap<>());
    }
    return later.add(thrown);
  }

  /// Keeps the failure of a task that somebody may await. False when there are too many.
  boolean keep(Task<?> task, Throwable thrown) {
    if (unawaited.size() == KEPT_FAILURES) {
      return false;
    }
    if (unawaited.isEmpty()) {
      unawaited = new LinkedHashMap<>();
    }
    unawaited.put(task, thrown);
    return true;
  }

  /// Somebody gets to see the end of the task.
  void retrieved(Task<?> task) {
    if (!unawaited.isEmpty()) {
      unawaited.remove(task);
    }
  }

  /// Throws what failed, if anything did; a checked failure in a [TaskFailed].
  void rethrow() {
    if (failure != null) {
      throw Task.unchecked("contender", failure);
    }
  }

  void unwound(Cancelled by) {
    unwound = by;
  }

  void cut(Cancelled by) {
    if (cut == null) {
      cut = by;
    }
  }

  void timedOut(Deadline deadline) {
    timedOut = deadline;
  }

  /// Throws what `scope` ended with, if it was not its body's result.
  <X extends Exception> void rethrow(Scope scope) throws X {
    unawaited.values().forEach(this::failed);
    if (failure != null) {
      Rethrow.<X>as(failure);
    }
    Cancelled ended = unwound == null ? cut : unwound;
    if (ended == null) {
      return;
    }
    if (ended.origin() != scope) {
      throw ended;
    }
    if (timedOut == null && ended != unwound) {
      return; // it was cancelled, and its body returned all the same
    }
    Error outer = Lifetime.pendingNow();
    if (outer != null) {
      throw outer; // it came while this one unwound, and is the one to be told of
    }
    throw timedOut == null
        ? new CancellationException(ended.getMessage())
        : new DeadlineExceeded(timedOut, scope);
  }
}
