package io.weightless.check.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.event.Bus;
import io.weightless.event.Completed;
import io.weightless.event.Failed;
import io.weightless.event.Firing.State;
import io.weightless.event.Succeeded;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// One bus, those who fire on it, and those who handle.
final class Bazaar {
  private static final int DEEPEST = 3;

  private final Weather weather;
  private final Tally tally;
  private final List<Fate> fates = new ArrayList<>();

  /// What is not as it should be: thrown in a handler it would be a failure among others.
  private final List<String> wrong = new ArrayList<>();

  /// The number of what has begun last, by priority.
  private final Map<Integer, Integer> begun = new TreeMap<>();

  private final boolean isFollowed = Choice.oneOf(2);
  private boolean isWhole = true;

  Bazaar(Weather weather, Tally tally) {
    this.weather = weather;
    this.tally = tally;
  }

  void run() {
    try {
      Scope.join(this::live);
    } catch (CancellationException | DeadlineExceeded end) {
      isWhole = false;
    }
    assertThat(wrong).isEmpty();
    fates.forEach(fate -> fate.check(isWhole, isFollowed));
  }

  private void live(Scope scope) {
    Bus bus = new Bus(scope);
    bus.on(Succeeded.class, news -> ((Fate) news.event()).told++);
    bus.on(Failed.class, news -> ((Fate) news.event()).told++);
    if (isFollowed) {
      bus.on(Completed.class, news -> complete((Fate) news.event()));
    }
    bus.on(Fate.class, 2, this::begin);
    bus.filter(Fate.class, 1, this::stop);
    bus.answer(Fate.class, fate -> answer(fate, bus));
    bus.on(Fate.class, -1, fate -> fate.ended++);
    for (int i = Choice.between(1, 4); i > 0; i--) {
      scope.start("visitor", () -> visit(bus));
    }
    if (isFoul(3)) {
      scope.start("trouble", () -> trouble(scope));
    }
  }

  private boolean isFoul(int chances) {
    return weather == Weather.FOUL && Choice.oneOf(chances);
  }

  private void trouble(Scope scope) {
    Task.sleep(Choice.upTo(60));
    if (Choice.oneOf(2)) {
      tally.count("drained");
      scope.drain(Deadline.after(Choice.upTo(100)));
    } else {
      tally.count("cancelled");
      isWhole = false;
      scope.cancel("by chance");
    }
  }

  private void begin(Fate fate) {
    fate.begun++;
    int before = begun.getOrDefault(fate.priority, 0);
    if (fate.number <= before) {
      wrong.add(fate + " began behind " + before);
    }
    begun.put(fate.priority, fate.number);
    fates.stream()
        .filter(other -> other.waits() && other.priority > fate.priority)
        .forEach(other -> wrong.add(fate + " began before " + other));
  }

  private @Nullable Fate stop(Fate fate) {
    fate.wasStopped = isFoul(9);
    if (fate.wasStopped) {
      tally.count("stopped");
    }
    return fate.wasStopped ? null : fate;
  }

  private int answer(Fate fate, Bus bus) {
    if (Choice.oneOf(2)) {
      Task.sleep(Choice.upTo(10));
    }
    for (int i = fate.depth < DEEPEST ? Choice.between(0, 2) : 0; i > 0; i--) {
      if (Choice.oneOf(3)) {
        tally.count("in a task of a handler");
        Scope.join(inner -> inner.start("helper", () -> cause(fate, bus)));
      } else {
        cause(fate, bus);
      }
    }
    if (isFoul(9)) {
      tally.count("failed");
      throw new IllegalStateException("by chance");
    }
    return fate.number;
  }

  private void cause(Fate fate, Bus bus) {
    Fate next = fate(fate.depth + 1);
    fate.caused.add(next);
    next.firing = bus.fire(next.priority, next);
    if (Choice.oneOf(4)) {
      Task.yield();
    }
  }

  private Fate fate(int depth) {
    tally.count("fired");
    Fate fate = new Fate(fates.size() + 1, Choice.between(-1, 1), depth);
    fates.add(fate);
    return fate;
  }

  private void complete(Fate fate) {
    fate.completed++;
    if (!fate.isWholeOver()) {
      wrong.add(fate + " is not complete");
    }
  }

  private void visit(Bus bus) {
    for (int i = Choice.between(1, 8); i > 0; i--) {
      switch (Choice.between(1, 4)) {
        case 1 -> call(bus);
        case 2 -> follow(bus);
        case 3 -> takeBack(bus);
        default -> attempt(Choice.between(-1, 1), bus, false);
      }
      if (Choice.oneOf(2)) {
        Task.sleep(Choice.upTo(10));
      }
    }
  }

  /// Only of what is fired by a handler a bus that drains takes more.
  private Fate attempt(int priority, Bus bus, boolean isTracked) {
    Fate fate = new Fate(fates.size() + 1, priority, 0);
    fates.add(fate);
    tally.count("fired");
    try {
      fate.firing = isTracked ? bus.track(fate) : bus.fire(priority, fate);
    } catch (IllegalStateException drains) {
      tally.count("refused");
      fate.wasRefused = true;
    }
    return fate;
  }

  private void call(Bus bus) {
    Fate fate = new Fate(fates.size() + 1, 0, 0);
    fates.add(fate);
    tally.count("fired");
    try {
      List<Integer> answers =
          isFoul(3)
              ? Scope.run(Deadline.after(Choice.upTo(10)), _ -> bus.call(fate))
              : bus.call(fate);
      tally.count("answered");
      if (!answers.equals(fate.wasStopped ? List.of() : List.of(fate.number))) {
        wrong.add(fate + " was answered by " + answers);
      }
    } catch (DeadlineExceeded cut) {
      tally.count("cut");
    } catch (IllegalStateException failed) {
      fate.wasRefused = fate.begun == 0;
    }
  }

  private void follow(Bus bus) {
    Fate fate = attempt(0, bus, true);
    if (fate.firing != null) {
      fate.firing.awaitComplete();
      tally.count("complete");
      if (!fate.isWholeOver()) {
        wrong.add(fate + " was not complete");
      }
    }
  }

  private void takeBack(Bus bus) {
    Fate fate = attempt(Choice.between(-1, 1), bus, false);
    if (Choice.oneOf(2)) {
      Task.yield();
    }
    if (fate.firing != null) {
      boolean isBack = fate.firing.cancel();
      tally.count(isBack ? "taken back" : "too late to take back");
      if (isBack && (fate.begun > 0 || fate.firing.state() != State.CANCELLED)) {
        wrong.add(fate + " was taken back");
      }
    }
  }
}
