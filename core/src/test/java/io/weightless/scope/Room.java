package io.weightless.scope;

import io.weightless.reactor.Cancelled;
import io.weightless.scope.Script.Act;
import io.weightless.scope.ScriptByRules.Actor;
import io.weightless.scope.ScriptByRules.Timer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A scope of [ScriptByRules].
final class Room extends Place {
  final ScriptByRules rules;
  final Actor owner;
  private final Act kind;
  private final Map<Actor, Throwable> collected = new LinkedHashMap<>();
  private @Nullable Throwable failure;
  private @Nullable Cancelled unwound;
  private @Nullable Cancelled cut;
  private final List<Timer> deadlines = new ArrayList<>();
  boolean isDraining;
  private boolean timedOut;
  private boolean isJoined;

  Room(ScriptByRules rules, Actor owner, @Nullable Place parent, Act kind) {
    super(parent, kind == Act.SHIELD);
    this.rules = rules;
    this.owner = owner;
    this.kind = kind;
    if (kind == Act.DEADLINE) {
      setDeadline(1);
    }
  }

  void setDeadline(int seconds) {
    deadlines.add(rules.after(seconds, () -> timeOut(seconds)));
  }

  private void timeOut(int seconds) {
    if (cancelledBy == null) {
      timedOut = true;
      cancel("the deadline of PT" + seconds + "S passed");
    }
  }

  @Override
  boolean isShielded() {
    return kind == Act.SHIELD;
  }

  @Override
  void wake() {
    if (owner.inside() == this) {
      owner.look();
    }
  }

  void bodyEnded(@Nullable Throwable thrown) {
    isJoined = true;
    if (thrown != null && isUnwoundBy(thrown)) {
      unwound = (Cancelled) thrown;
    } else if (thrown != null) {
      fail(thrown);
    }
  }

  void failed(Actor task, Throwable thrown) {
    if (kind == Act.COLLECT) {
      collected.put(task, thrown);
    } else {
      fail(thrown);
    }
  }

  void seen(Actor task) {
    collected.remove(task);
  }

  private void fail(Throwable thrown) {
    if (failure == null) {
      cancel("another task of its scope failed: " + thrown);
    }
    join(thrown);
  }

  private void join(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    } else if (failure != thrown) {
      failure.addSuppressed(thrown);
    }
  }

  void ended(@Nullable Cancelled by) {
    if (cut == null) {
      cut = by;
    }
    if (isJoined && children.isEmpty()) {
      rules.ready(owner);
    }
  }

  @Nullable Throwable close() {
    deadlines.forEach(rules::forget);
    if (parent != null) {
      parent.children.remove(this);
    }
    collected.values().forEach(this::join);
    Cancelled by = unwound == null ? cut : unwound;
    if (failure != null || by == null) {
      return failure;
    }
    if (by.origin() != this) {
      return by;
    }
    if (!timedOut && by != unwound) {
      return null;
    }
    if (parent != null && parent.cancelledBy != null) {
      return parent.cancelledBy.told();
    }
    return timedOut ? new TimedOut(String.valueOf(reason)) : new CancellationException(reason);
  }

  /// Prints like a [DeadlineExceeded].
  @SuppressWarnings("OverrideThrowableToString")
  private static final class TimedOut extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TimedOut(String message) {
      super(message);
    }

    @Override
    public String toString() {
      return DeadlineExceeded.class.getName() + ": " + getMessage();
    }
  }
}
