package io.weightless.check.world;

import io.weightless.check.world.LifeByRules.End;
import io.weightless.check.world.LifeByRules.Kind;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import io.weightless.scope.Body;
import io.weightless.scope.Deadline;
import io.weightless.scope.Ready;
import io.weightless.scope.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A tree of scopes and tasks that grows by chance, and is judged where it ends.
final class Growth {
  private static final int MOST_LIVES = 100;
  private static final int MOST_DEPTH = 7;
  private static final Object FALLBACK = "fallback";

  private final Weather weather;
  private final Tally tally;
  private final Judge judge = new Judge();
  private final CheckedWaits waits = new CheckedWaits(judge);

  /// All that have begun and not ended.
  private final List<LifeByRules> open = new ArrayList<>();

  private int lives;

  Growth(Weather weather, Tally tally) {
    this.weather = weather;
    this.tally = tally;
  }

  /// Nothing is left of it, also when its host has crashed.
  void checkEnded() {
    if (!open.isEmpty()) {
      throw new AssertionError(open.size() + " have not ended");
    }
  }

  void grow() {
    LifeByRules root = begin(null, Kind.TASK);
    try {
      while (hasRoom(root)) {
        scopeAlone(root);
      }
    } catch (Cancelled crashed) {
      end(root, End.CANCELLED);
      throw crashed;
    }
    end(root, End.DONE);
    checkEnded();
    judge.check();
  }

  private void scopeAlone(LifeByRules root) {
    try {
      scope(root);
    } catch (RuntimeException failure) {
      // it was judged
    }
  }

  private LifeByRules begin(@Nullable LifeByRules parent, Kind kind) {
    LifeByRules life = new LifeByRules(parent, kind);
    open.add(life);
    lives++;
    return life;
  }

  private void end(LifeByRules life, End how) {
    life.ends(how);
    open.remove(life);
  }

  /// Some steps of `me`, a task or the body of a scope.
  private Object steps(LifeByRules me) throws Exception {
    for (int left = Choice.between(1, 6); left > 0; left--) {
      switch (Choice.between(0, weather == Weather.FAIR ? 9 : 13)) {
        case 0, 1 -> waits.sleep(me, Choice.upTo(20));
        case 2 -> waits.yieldTurn(me);
        case 3, 4, 5 -> start(me);
        case 6 -> scope(me);
        case 7 -> race(me);
        case 8 -> awaitOne(me);
        case 9 -> startUntilReady(me);
        case 10 -> cancelAny();
        case 11 -> fail();
        case 12 -> drain(me);
        default -> scope(me);
      }
    }
    return new Object();
  }

  private void fail() throws Exception {
    if (Choice.oneOf(4)) {
      tally.count("fail");
      if (Choice.oneOf(2)) {
        throw new IllegalStateException("failure " + lives);
      }
      throw new Exception("checked failure " + lives);
    }
  }

  private boolean hasRoom(LifeByRules me) {
    return lives < MOST_LIVES && me.depth < MOST_DEPTH;
  }

  private void start(LifeByRules me) {
    Scope scope = me.scope;
    if (scope != null && !me.isDraining && hasRoom(me)) {
      LifeByRules task = begin(me, Kind.TASK);
      task.task = scope.start("task " + lives, () -> live(task, me));
    }
  }

  /// All that a task does.
  private Object live(LifeByRules me, LifeByRules scope) throws Exception {
    try {
      Object value = steps(me);
      me.value = value;
      scope.done(me);
      end(me, End.DONE);
      return value;
    } catch (Cancelled cancelled) {
      judge.that(me.isCancelled(), "nobody has cancelled a task");
      try {
        cleanUp(me);
      } finally {
        end(me, End.CANCELLED);
      }
      throw cancelled;
    } catch (Throwable failure) {
      me.thrown = failure;
      scope.fails(me, failure);
      end(me, End.FAILED);
      throw failure;
    }
  }

  /// What a cancelled one still has to do.
  private void cleanUp(LifeByRules me) {
    if (Choice.oneOf(3)) {
      tally.count("shield");
      LifeByRules shield = begin(me, Kind.SHIELD);
      try {
        Scope.shield(() -> waits.sleep(shield, Choice.upTo(3)));
      } finally {
        end(shield, End.DONE);
      }
    }
  }

  /// A scope of any kind. What it fails with goes on from here, or not.
  private void scope(LifeByRules me) {
    if (!hasRoom(me)) {
      return;
    }
    List<Kind> kinds = List.of(Kind.FAIL_ALL, Kind.FAIL_ALL, Kind.COLLECT, Kind.SHIELD);
    LifeByRules scope = begin(me, Choice.of(kinds));
    boolean timed = weather == Weather.FOUL && scope.kind == Kind.FAIL_ALL && Choice.oneOf(2);
    Duration time = Choice.upTo(25).plusNanos(1);
    // one that is due at the same time as the deadline, and was there before it, is run before it
    if (timed) {
      scope.marks.add(Reactor.current().after(time, scope::timeOut));
    }
    long due = LifeByRules.now() + time.toNanos();
    Throwable failure = null;
    try {
      Object value = open(scope, timed ? Deadline.after(time) : null);
      judge.returned(scope, value == FALLBACK ? null : value);
    } catch (Throwable thrown) {
      failure = thrown;
    }
    close(scope);
    if (scope.isTimedOut && timed && !scope.isDraining) {
      tally.count("deadline");
      judge.that(LifeByRules.now() >= due, "a deadline passed before its time");
    }
    if (failure != null) {
      judge.threw(scope, me, failure);
      goOnOrThrow(failure);
    }
  }

  /// Nothing outlives its scope, and all in it have ended once.
  private void close(LifeByRules scope) {
    scope.marks.forEach(Timer::cancel);
    for (LifeByRules task : scope.tasks) {
      judge.that(
          task.ends == 1, "a task of a scope that is over has ended " + task.ends + " times");
    }
    end(scope, End.DONE);
  }

  private static void goOnOrThrow(Throwable failure) {
    if (failure instanceof Cancelled cancelled) {
      throw cancelled;
    }
    if (failure instanceof RuntimeException unchecked && Choice.oneOf(2)) {
      throw unchecked;
    }
  }

  private Object open(LifeByRules scope, @Nullable Deadline deadline) throws Exception {
    Body<Object, Exception> body = real -> body(scope, real);
    return switch (scope.kind) {
      case COLLECT -> Scope.collect(body);
      case SHIELD -> Scope.shield(body);
      case FAIL_ALL -> {
        if (deadline == null) {
          yield Scope.run(body);
        }
        yield Choice.oneOf(3) ? Scope.runOr(deadline, FALLBACK, body) : Scope.run(deadline, body);
      }
      case TASK, RACE -> throw new AssertionError("unreachable");
    };
  }

  private Object body(LifeByRules scope, Scope real) throws Exception {
    scope.scope = real;
    try {
      Object value = steps(scope);
      scope.value = value;
      return value;
    } catch (Cancelled cancelled) {
      judge.that(scope.isCancelled(), "nobody has cancelled a body");
      throw cancelled;
    } catch (Throwable failure) {
      scope.fails(failure);
      throw failure;
    }
  }

  private void race(LifeByRules me) {
    if (!hasRoom(me)) {
      return;
    }
    LifeByRules race = begin(me, Kind.RACE);
    List<Callable<Object>> contenders = new ArrayList<>();
    for (int i = Choice.between(1, 3); i > 0; i--) {
      LifeByRules contender = begin(race, Kind.TASK);
      contenders.add(() -> live(contender, race));
    }
    Throwable failure = null;
    Object value = null;
    try {
      value = Scope.race(contenders);
    } catch (Throwable thrown) {
      failure = thrown;
    }
    close(race);
    judge.raced(race, me, value, failure);
    if (failure != null) {
      goOnOrThrow(failure);
    }
  }

  /// One that does not wait for `me`: started before, or here.
  private @Nullable LifeByRules known(LifeByRules me) {
    List<LifeByRules> known = new ArrayList<>();
    if (me.scope != null) {
      known.addAll(me.tasks);
    } else if (me.parent != null && me.parent.kind != Kind.RACE) {
      List<LifeByRules> siblings = me.parent.tasks;
      known.addAll(siblings.subList(0, Math.max(0, siblings.indexOf(me))));
    }
    known.removeIf(life -> life.task == null);
    return known.isEmpty() ? null : Choice.of(known);
  }

  private void awaitOne(LifeByRules me) {
    LifeByRules other = known(me);
    if (other == null || other.task == null) {
      return;
    }
    boolean dead = me.isCancelled();
    if (!dead) {
      other.awaiting.add(me);
    }
    try {
      Object value = other.task.await();
      judge.that(!dead, "a cancelled one awaited");
      judge.that(other.end == End.DONE && value == other.value, "another result than the task's");
      other.retrieved();
    } catch (Cancelled cancelled) {
      judge.that(me.isCancelled(), "nobody has cancelled one that awaited");
      throw cancelled;
    } catch (RuntimeException failure) {
      judge.that(!dead, "a cancelled one awaited");
      judge.isEndOf(other, failure);
      other.retrieved();
      goOnOrThrow(failure);
    } finally {
      other.awaiting.remove(me);
    }
  }

  private void startUntilReady(LifeByRules me) {
    Scope scope = me.scope;
    if (scope == null || me.isDraining || me.isCancelled() || !hasRoom(me)) {
      return;
    }
    Startup startup = new Startup(me);
    try {
      Object got = scope.<Object>startUntilReady("startup " + lives, startup::run);
      judge.that(startup.isReady && got == startup, "ready with something else");
    } catch (Cancelled cancelled) {
      judge.that(me.isCancelled(), "nobody has cancelled one that waits for a startup");
      throw cancelled;
    } catch (RuntimeException failure) {
      judge.that(!startup.isReady, "a startup failed that was ready");
      judge.isEndOf(startup.task(), failure);
      goOnOrThrow(failure);
    }
  }

  private void cancelAny() {
    LifeByRules victim = Choice.of(open);
    if (victim.task != null) {
      tally.count("cancel a task");
      victim.callOff();
      victim.task.cancel("by chance");
    } else if (victim.scope != null) {
      tally.count("cancel a scope");
      victim.callOff();
      victim.scope.cancel("by chance");
    }
  }

  private void drain(LifeByRules me) {
    if (me.scope != null && !me.isDraining && Choice.oneOf(3)) {
      tally.count("drain");
      me.isDraining = true;
      Duration time = Choice.upTo(10).plusNanos(1);
      me.marks.add(Reactor.current().after(time, me::timeOut));
      me.scope.drain(Deadline.after(time));
    }
  }

  /// Before it is ready its failure is for whoever waits for that, while he does.
  private final class Startup {
    private final LifeByRules scope;
    private @Nullable LifeByRules task;
    private boolean isReady;

    Startup(LifeByRules scope) {
      this.scope = scope;
    }

    LifeByRules task() {
      return Objects.requireNonNull(task);
    }

    void run(Ready<Object> ready) throws Exception {
      LifeByRules me = begin(scope, Kind.TASK);
      task = me;
      try {
        steps(me);
        isReady = true;
        ready.with(this);
        steps(me);
        end(me, End.DONE);
      } catch (Cancelled cancelled) {
        judge.that(me.isCancelled(), "nobody has cancelled a startup");
        end(me, End.CANCELLED);
        throw cancelled;
      } catch (Throwable failure) {
        me.thrown = failure;
        if (isReady || scope.isCancelled()) {
          scope.fails(me, failure);
        }
        end(me, End.FAILED);
        throw failure;
      }
    }
  }
}
