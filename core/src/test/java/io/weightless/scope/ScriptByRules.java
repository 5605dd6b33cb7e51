package io.weightless.scope;

import io.weightless.reactor.Cancelled;
import io.weightless.scope.Script.Act;
import io.weightless.scope.Script.Planned;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A script as it has to go, by the rules of scopes: worked out without a thread, in one loop.
final class ScriptByRules {
  final List<String> trail = new ArrayList<>();

  /// Whether some wait for each other for ever, under a shield.
  boolean isDeadlock;

  private final Script script;
  private final Deque<Actor> ready = new ArrayDeque<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingInt(Timer::second).thenComparingInt(Timer::sequence));
  private final List<Actor> actors = new ArrayList<>();
  private int second;
  private int sequence;
  private int turn;

  /// The turn in which a task was told of its cancellation: a second one in it comes in the next.
  private int toldIn = -1;

  ScriptByRules(Script script) {
    this.script = script;
  }

  void play() {
    Actor main = new Actor("main", null, List.of(), null);
    Room all = new Room(this, main, null, Act.RUN);
    all.setDeadline(Script.LIMIT_SECONDS);
    main.rooms.add(all);
    ready(main);
    for (int i = 0; i < script.tasks().size(); i++) {
      new Actor("t" + i, all, script.tasks().get(i), null);
    }
    drain();
    while (!timers.isEmpty()) {
      passTime();
      drain();
    }
    isDeadlock = main.state == Task.State.RUNNING;
    mark(main.thrown == null ? "returned" : Script.label(main.thrown));
    for (Actor actor : actors) {
      trail.add(actor.name + " " + actor.state);
    }
  }

  private void drain() {
    while (!ready.isEmpty()) {
      turn++;
      ready.remove().turn();
    }
  }

  private void passTime() {
    second = timers.element().second;
    while (!timers.isEmpty() && timers.element().second == second) {
      timers.remove().callback.run();
    }
  }

  void ready(Actor actor) {
    ready.add(actor);
  }

  void forget(Timer timer) {
    timers.remove(timer);
  }

  Timer after(int seconds, Runnable callback) {
    Timer timer = new Timer(second + seconds, sequence++, callback);
    timers.add(timer);
    return timer;
  }

  private void mark(String event) {
    trail.add(event + " @" + second);
  }

  record Timer(int second, int sequence, Runnable callback) {}

  final class Actor extends Place {
    final String name;
    Task.State state = Task.State.RUNNING;
    private final @Nullable Room home;
    private final List<Act> acts;
    private final @Nullable Actor starter;
    private final Deque<Room> rooms = new ArrayDeque<>();
    private final List<Wait> awaiting = new ArrayList<>();
    private @Nullable Actor started;
    private int next;
    private boolean swallows;

    /// What it is unwound by, and at last what ended it.
    private @Nullable Throwable thrown;

    /// How it goes on, when it is set aside.
    private @Nullable Runnable back;

    private @Nullable Wait wait;

    Actor(String name, @Nullable Room home, List<Act> acts, @Nullable Actor starter) {
      super(home, false);
      this.name = name;
      this.home = home;
      this.acts = acts;
      this.starter = starter;
      if (home != null) {
        actors.add(this);
        ready(this);
      }
    }

    void turn() {
      Runnable now = back;
      back = null;
      if (now != null) {
        now.run();
      }
      while (state == Task.State.RUNNING && back == null) {
        if (thrown != null || next == acts.size()) {
          leave();
        } else {
          act(acts.get(next++));
        }
      }
    }

    private void act(Act act) {
      String why = name + " at " + (next - 1);
      switch (act) {
        case YIELD -> await(() -> inNextTurn(() -> waited(null)));
        case SLEEP -> await(this::sleep);
        case AWAIT -> await(() -> awaitEndOf(other()));
        case CANCEL_SELF -> cancel(why);
        case CANCEL_OTHER -> other().cancel(why);
        case CANCEL_SCOPE -> scope().cancel(why);
        case FAIL -> thrown = new Planned(name);
        case DRAIN -> drain(scope());
        case START -> start(name + "/" + next, List.of(acts.get(next++)));
        case RUN, COLLECT, SHIELD, DEADLINE ->
            rooms.add(new Room(ScriptByRules.this, this, inside(), act));
        case CLOSE -> leave();
        case SWALLOW -> swallows = true;
      }
    }

    @Override
    void cancel(String why) {
      if (state == Task.State.RUNNING) {
        super.cancel(why);
      }
    }

    Place inside() {
      return rooms.isEmpty() ? this : rooms.getLast();
    }

    private Room scope() {
      return rooms.isEmpty() ? Objects.requireNonNull(home) : rooms.getLast();
    }

    private Actor other() {
      if (started != null) {
        return started;
      }
      int tasks = script.tasks().size();
      return starter == null ? actors.get((actors.indexOf(this) + 1) % tasks) : starter;
    }

    private void start(String other, List<Act> its) {
      if (scope().isDraining) {
        thrown = new IllegalStateException("can't start '" + other + "': its scope is draining");
      } else {
        started = new Actor(other, scope(), its, this);
      }
    }

    private static void drain(Room scope) {
      scope.isDraining = true;
      scope.setDeadline(1);
    }

    private void inNextTurn(Runnable rest) {
      back = rest;
      ready(this);
    }

    /// Each wait is a cancellation point before it is anything else.
    private void await(Runnable begin) {
      Place by = inside().cancelledBy;
      if (by == null) {
        begin.run();
      } else {
        Cancelled told = by.told();
        if (toldIn == turn) {
          inNextTurn(() -> tell(told));
        } else {
          tell(told);
        }
      }
    }

    private @Nullable Cancelled pending() {
      Place by = inside().cancelledBy;
      return by == null ? null : by.told();
    }

    private void tell(Cancelled told) {
      toldIn = turn;
      waited(told);
    }

    private void waited(@Nullable Throwable by) {
      mark(name + (by == null ? " goes on" : " has " + Script.label(by)));
      if (!swallows || !(by instanceof Cancelled)) {
        thrown = by;
      }
    }

    private void sleep() {
      Wait second = new Wait(this);
      Timer timer = after(1, second::end);
      wait = second;
      second.withdrawal = () -> forget(timer);
      back = () -> waited(second.isCancelled ? pending() : null);
    }

    private void awaitEndOf(Actor other) {
      if (other.state != Task.State.RUNNING) {
        waited(other.result());
      } else if (other == this) {
        waited(new IllegalStateException("task '" + name + "' awaits itself"));
      } else {
        Wait end = new Wait(this);
        other.awaiting.add(end);
        wait = end;
        end.withdrawal = () -> other.awaiting.remove(end);
        back = () -> waited(end.isCancelled ? pending() : other.result());
      }
    }

    /// Somebody sees how it ended; null when it is done.
    private @Nullable Throwable result() {
      Objects.requireNonNull(home).seen(this);
      return state == Task.State.CANCELLED
          ? new CancellationException(
              "task '" + name + "' was cancelled: " + Objects.requireNonNull(thrown).getMessage())
          : thrown;
    }

    @Override
    void wake() {
      if (rooms.isEmpty()) {
        look();
      }
    }

    /// It was cancelled where it is.
    void look() {
      if (wait != null) {
        wait.cancel();
      }
    }

    private void leave() {
      if (rooms.isEmpty()) {
        end();
        return;
      }
      rooms.getLast().bodyEnded(thrown);
      thrown = null;
      if (rooms.getLast().children.isEmpty()) {
        close();
      } else {
        back = this::close;
      }
    }

    private void close() {
      thrown = rooms.removeLast().close();
      if (home != null) {
        mark(name + " closes" + (thrown == null ? "" : " with " + Script.label(thrown)));
      }
    }

    private void end() {
      state = thrown == null ? Task.State.DONE : Task.State.FAILED;
      if (home == null) {
        return;
      }
      home.children.remove(this);
      @Nullable Cancelled cut = null;
      if (thrown instanceof Cancelled cancelled && isUnwoundBy(cancelled)) {
        state = Task.State.CANCELLED;
        cut = cancelled.origin() == this ? null : cancelled;
      } else if (thrown != null) {
        home.failed(this, thrown);
      }
      List.copyOf(awaiting).forEach(Wait::end);
      home.ended(cut);
    }
  }

  /// Of a task for a second, or for the end of another.
  private final class Wait {
    private final Actor actor;
    private boolean isOver;
    private boolean isCancelled;
    private Runnable withdrawal = () -> {};

    Wait(Actor actor) {
      this.actor = actor;
    }

    void end() {
      isOver = true;
      ready(actor);
    }

    void cancel() {
      if (!isOver) {
        withdrawal.run();
        isCancelled = true;
        end();
      }
    }
  }
}
