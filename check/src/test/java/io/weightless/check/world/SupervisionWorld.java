package io.weightless.check.world;

import io.weightless.reactor.Cancelled;
import io.weightless.scope.Scope;
import io.weightless.scope.Supervisor;
import io.weightless.scope.Supervisor.BackOff;
import io.weightless.scope.Supervisor.Intensity;
import io.weightless.scope.Supervisor.Strategy;
import io.weightless.scope.Task;
import io.weightless.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A supervisor of any strategy, whose children fail by chance, also while they are ended, and that
/// may be cancelled at any time.
///
/// The oracle: a child has one life at a time, and none when it is done. Only those are ended and
/// started again that the strategy names, the last named first, each when all behind it have ended.
/// A restart comes after a pause within its bounds, and no more of them than the intensity allows.
/// It returns when all children are done; else it throws the last failure, or that it was
/// cancelled, and every failure that no restart has mended is in what it throws. Nothing runs then.
final class SupervisionWorld implements World {
  private static final Duration STEP = Duration.ofMillis(5);

  private final Weather weather;
  private final Tally tally =
      new Tally("fail", "fail when told", "restart", "give up", "cancel", "done");

  SupervisionWorld() {
    this(Weather.FOUL);
  }

  SupervisionWorld(Weather weather) {
    this.weather = weather;
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void prepare(Simulation simulation) {
    simulation
        .host("one", () -> new Ward().run())
        .host("other", () -> new Ward().run())
        .limit(Duration.ofMinutes(10));
  }

  /// One supervisor, and what it looks after.
  private final class Ward {
    private final Strategy strategy = Choice.of(List.of(Strategy.values()));
    private final Duration first = Choice.upTo(50);
    private final Duration most = first.plus(Choice.upTo(200));
    private final int restarts = Choice.between(0, 5);
    private final Duration within = most.multipliedBy(2).plusMillis(Choice.between(50, 3_000));
    private final List<Charge> children = new ArrayList<>();

    /// When children were started again: the first one of each restart.
    private final List<Long> restartedAt = new ArrayList<>();

    private final Judge judge = new Judge();
    private @Nullable Charge lastBegun;
    private boolean isCancelled;

    void run() {
      Supervisor supervisor =
          new Supervisor(strategy, new Intensity(restarts, within), new BackOff(first, most));
      int count = Choice.between(1, 5);
      while (children.size() < count) {
        Charge child = new Charge(children.size());
        children.add(child);
        supervisor.child(child.name(), () -> live(child));
      }
      Throwable[] thrown = new Throwable[1];
      Scope.join(scope -> {
        Task<?> supervising =
            scope.start(
                "supervisor",
                () -> {
                  try {
                    supervisor.run();
                  } catch (Throwable failure) {
                    thrown[0] = failure;
                  }
                });
        if (weather == Weather.FOUL && Choice.oneOf(3)) {
          Task.sleep(Choice.upTo(600));
          isCancelled = supervising.state() == Task.State.RUNNING;
          supervising.cancel("by chance");
        }
      });
      end(thrown[0]);
      judge.check();
    }

    private void live(Charge me) throws Exception {
      begin(me);
      try {
        for (int left = Choice.between(1, 4); left > 0; left--) {
          Task.sleep(Choice.upTo(100));
        }
        if (weather == Weather.FOUL && Choice.oneOf(2)) {
          tally.count("fail");
          me.failures.add(LifeByRules.now());
          throw failure(me);
        }
        me.isDone = true;
      } catch (Cancelled cancelled) {
        told(me, cancelled);
        throw cancelled;
      } catch (Exception failure) {
        me.failure = failure;
        throw failure;
      } finally {
        me.isRunning = false;
        me.endedAt = LifeByRules.now();
      }
    }

    private static Exception failure(Charge of) {
      String what = of.name() + " in its life " + of.lives;
      return Choice.oneOf(2) ? new IllegalStateException(what) : new Exception(what);
    }

    private void begin(Charge me) {
      judge.that(!me.isRunning, "two lives at a time");
      if (me.lives++ > 0) {
        restarted(me);
      }
      me.isDone = false;
      lastBegun = me;
      me.isRunning = true;
      me.wasTold = false;
      me.wasToldLast = false;
      me.failure = null;
      me.beganAt = LifeByRules.now();
    }

    private void restarted(Charge me) {
      long now = LifeByRules.now();
      // those of one restart begin one after the other, in no time
      boolean isNext =
          restartedAt.isEmpty() || now - restartedAt.getLast() > STEP.toNanos() || me == lastBegun;
      // one that returns when it has been told to end is not done
      judge.that(me.failure != null || isAffected(me), "started again for nobody's failure");
      if (isNext && strategy == Strategy.ONE_FOR_ONE) {
        long pause = leastPause(now);
        judge.that(now - me.endedAt >= pause, "a pause of " + (now - me.endedAt));
      }
      judge.that(me.wasTold || now - me.endedAt <= longest(), "a pause that is too long");
      if (isNext) {
        tally.count("restart");
        restartedAt.add(now);
        long since = now - within.minus(most).minus(STEP).toNanos();
        long recent = restartedAt.stream().filter(at -> at > since).count();
        judge.that(recent <= restarts, recent + " restarts, and not more than " + restarts);
      }
    }

    /// Twice as long for each restart that is remembered for certain; half of it is left to chance.
    private long leastPause(long now) {
      long since = now - within.minus(most).toNanos();
      long recent = restartedAt.stream().filter(at -> at > since).count();
      return Math.min(most.toNanos(), first.toNanos() << recent) / 2;
    }

    /// They are looked at one after the other.
    private long longest() {
      return children.size() * (most.toNanos() + Duration.ofMillis(100).toNanos());
    }

    /// Whether another one failed that takes it along.
    private boolean isAffected(Charge me) {
      return children.stream()
          .filter(other -> other != me && other.failedBetween(me.beganAt - longest(), me.endedAt))
          .anyMatch(other ->
              switch (strategy) {
                case ONE_FOR_ONE -> false;
                case ALL_FOR_ONE -> true;
                case REST_FOR_ONE -> other.index < me.index;
              });
    }

    private void told(Charge me, Cancelled cancelled) throws Exception {
      me.wasTold = true;
      me.wasToldLast = cancelled.getMessage().contains("supervisor was cancelled");
      judge.that(isCancelled || !me.wasToldLast, "nobody has cancelled the supervisor");
      for (Charge other : children) {
        judge.that(
            other.index <= me.index || !other.isRunning, "ended before the one behind it was");
      }
      Scope.shield(() -> Task.sleep(Choice.upTo(20)));
      if (Choice.oneOf(6)) {
        tally.count("fail when told");
        me.failure = failure(me);
        throw (Exception) me.failure;
      }
    }

    private void end(@Nullable Throwable thrown) {
      judge.that(children.stream().noneMatch(child -> child.isRunning), "one outlives it");
      switch (thrown) {
        case null -> {
          tally.count("done");
          judge.that(children.stream().allMatch(child -> child.isDone), "one is not done");
        }
        case Cancelled _ -> {
          tally.count("cancel");
          judge.that(isCancelled, "cancelled, and nobody did it");
          children.stream()
              .filter(child -> child.wasToldLast && child.failure != null)
              .forEach(child -> judge.wrong("lost: " + child.failure));
        }
        case Throwable failure -> {
          tally.count("give up");
          children.stream()
              .filter(child -> child.failure != null && (child.wasToldLast || !isCancelled))
              .forEach(child -> judge.that(isIn(child.failure, failure), "lost: " + child.failure));
          judge.that(
              children.stream().anyMatch(child -> isIt(child.failure, failure)),
              "no child's last failure: " + failure);
        }
      }
    }

    private static boolean isIn(@Nullable Throwable failure, Throwable thrown) {
      if (isIt(failure, thrown)) {
        return true;
      }
      for (Throwable other : thrown.getSuppressed()) {
        if (isIt(failure, other)) {
          return true;
        }
      }
      return false;
    }

    /// Checked ones are thrown in another one.
    private static boolean isIt(@Nullable Throwable failure, Throwable thrown) {
      return failure != null && (thrown == failure || thrown.getCause() == failure);
    }
  }
}
