package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;

import io.weightless.reactor.Cancelled;
import io.weightless.scope.Script.Act;
import io.weightless.scope.Script.Planned;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A script as it really goes; in a task of a stage.
final class ScriptOnReactor {
  final List<String> trail = new ArrayList<>();

  /// In the order in which they were thrown.
  final List<Planned> failures = new ArrayList<>();

  /// What came out of it all.
  @Nullable Throwable thrown;

  private final List<Actor> actors = new ArrayList<>();
  private final Stage stage;
  private final Script script;
  private final long start;

  ScriptOnReactor(Stage stage, Script script) {
    this.stage = stage;
    this.script = script;
    start = stage.clock.nanos();
  }

  void play() {
    try {
      Scope.run(Deadline.after(seconds(Script.LIMIT_SECONDS)), this::begin);
    } catch (Throwable e) {
      thrown = e;
    }
    mark(thrown == null ? "returned" : Script.label(thrown));
    for (Actor actor : actors) {
      trail.add(actor.name + " " + actor.task.state());
    }
  }

  private @Nullable Void begin(Scope scope) {
    for (int i = 0; i < script.tasks().size(); i++) {
      new Actor("t" + i, script.tasks().get(i), null).start(scope);
    }
    return null;
  }

  private void mark(String event) {
    trail.add(event + " @" + (stage.clock.nanos() - start) / 1_000_000_000);
  }

  private final class Actor {
    final String name;
    Task<?> task;
    private final List<Act> acts;
    private final @Nullable Actor starter;
    private @Nullable Actor started;
    private int next;
    private boolean swallows;

    Actor(String name, List<Act> acts, @Nullable Actor starter) {
      this.name = name;
      this.acts = acts;
      this.starter = starter;
    }

    void start(Scope scope) {
      task = scope.start(name, () -> run(scope));
      actors.add(this);
    }

    private @Nullable Void run(Scope scope) {
      while (next < acts.size()) {
        Act act = acts.get(next++);
        if (act == Act.CLOSE) {
          break;
        }
        act(act, scope);
      }
      return null;
    }

    private void act(Act act, Scope scope) {
      String reason = name + " at " + (next - 1);
      switch (act) {
        case YIELD -> await(Task::yield);
        case SLEEP -> await(() -> Stage.sleep(1));
        case AWAIT -> await(() -> other().task.await());
        case CANCEL_SELF -> task.cancel(reason);
        case CANCEL_OTHER -> other().task.cancel(reason);
        case CANCEL_SCOPE -> scope.cancel(reason);
        case DRAIN -> scope.drain(Deadline.after(seconds(1)));
        case FAIL -> fail();
        case START -> {
          started = new Actor(name + "/" + next, List.of(acts.get(next++)), this);
          started.start(scope);
        }
        case RUN -> close(() -> Scope.run(this::run));
        case COLLECT -> close(() -> Scope.collect(this::run));
        case SHIELD -> close(() -> Scope.shield(this::run));
        case DEADLINE -> close(() -> Scope.run(Deadline.after(seconds(1)), this::run));
        case SWALLOW -> swallows = true;
        case CLOSE -> throw new AssertionError(act);
      }
    }

    private void fail() {
      Planned failure = new Planned(name);
      failures.add(failure);
      throw failure;
    }

    /// As [Act#AWAIT] says; the only one of all is its own other.
    private Actor other() {
      if (started != null) {
        return started;
      }
      int tasks = script.tasks().size();
      return starter == null ? actors.get((actors.indexOf(this) + 1) % tasks) : starter;
    }

    private void await(Runnable wait) {
      try {
        wait.run();
        mark(name + " goes on");
        checkFlag();
      } catch (Throwable thrown) {
        mark(name + " has " + Script.label(thrown));
        checkFlag();
        if (!swallows || !(thrown instanceof Cancelled)) {
          throw thrown;
        }
      }
    }

    /// Whoever is cancelled is interrupted at its next wait of the JDK, and nobody else.
    private void checkFlag() {
      boolean flag = Thread.currentThread().isInterrupted();
      boolean told = Lifetime.pendingNow() != null;
      if (told != flag) {
        mark(name + " has the flag " + flag);
      }
    }

    private void close(Runnable scope) {
      try {
        scope.run();
        mark(name + " closes");
        checkFlag();
      } catch (Throwable thrown) {
        mark(name + " closes with " + Script.label(thrown));
        checkFlag();
        throw thrown;
      }
    }
  }
}
