package io.weightless.scope;

import io.weightless.reactor.Reactor;
import io.weightless.reactor.Work;
import io.weightless.sync.Cooperator;
import io.weightless.sync.Ticker;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One way to wait, in which any number of tasks wait from second 0 on, and are answered at second
/// 2; or at once, where a way knows no later.
abstract class Waiting {
  static final String ANSWER = "answer";
  private static final Duration ANSWERED = Stage.seconds(2);

  /// What there is in the scope's room and beside it.
  enum Way {
    AWAIT,
    SLEEP,
    YIELD,
    JOIN,
    COLLECT,
    RUN_OR,
    RACE,
    SUPERVISE,
    TICK,
    SLICE;

    /// @param scope for tasks that are not the waiting one's own
    Waiting on(Stage stage, Scope scope) {
      return switch (this) {
        case AWAIT -> new OfTask(scope);
        case SLEEP -> new OfClock();
        case YIELD -> new OfTurn();
        case JOIN, COLLECT, RUN_OR, RACE, SUPERVISE -> new OfChildren(this);
        case TICK -> new OfTicker();
        case SLICE -> new OfSlices(stage);
      };
    }

    /// Whether it takes no time, so that nothing but a turn can come in between.
    boolean isImmediate() {
      return this == YIELD || this == SLICE;
    }

    /// Whether tasks inside it bring the answer: then it is there when they have ended, whoever was
    /// cancelled meanwhile.
    boolean isOfItsOwnTasks() {
      return this == JOIN || this == COLLECT || this == RUN_OR || this == RACE;
    }

    /// Whether a task brings the answer, some turns after its time has come.
    boolean isOfAnotherTask() {
      return this == AWAIT || this == SUPERVISE;
    }
  }

  /// Waits, and gives the answer.
  abstract String await();

  /// [#ANSWER], or the name of what is thrown.
  final String outcome() {
    return outcome(() -> {
      if (!await().equals(ANSWER)) {
        throw new AssertionError("another answer");
      }
    });
  }

  /// The same of any wait.
  static String outcome(Work<?> wait) {
    try {
      wait.run();
      return ANSWER;
    } catch (Throwable thrown) {
      return thrown.getClass().getSimpleName();
    }
  }

  /// Has `act` run while they wait; once they do.
  void during(Runnable act) {
    Reactor.current().after(Stage.seconds(1), act);
  }

  /// Has `act` run just before the wait is answered; before anybody waits.
  void justBefore(Runnable act) {
    Reactor.current().after(ANSWERED, act);
  }

  /// Has `act` run when the wait is answered, before the first who waited has a turn; once they
  /// wait.
  void justAfter(Runnable act) {
    Reactor.current().after(ANSWERED, act);
  }

  private static final class OfClock extends Waiting {
    @Override
    String await() {
      Task.sleep(ANSWERED);
      return ANSWER;
    }
  }

  private static final class OfTicker extends Waiting {
    @Override
    String await() {
      return Ticker.every(ANSWERED).await() == 1 ? ANSWER : "ticks are missing";
    }
  }

  /// The answer is there as soon as it is asked for.
  private static final class OfTurn extends Waiting {
    @Override
    String await() {
      Task.yield();
      return ANSWER;
    }

    @Override
    void during(Runnable act) {
      act.run();
    }

    @Override
    void justBefore(Runnable act) {
      throw new AssertionError("there is no such moment");
    }

    @Override
    void justAfter(Runnable act) {
      act.run();
    }
  }

  /// The next slice is at the next step; only the first who waits has it.
  private static final class OfSlices extends Waiting {
    private static final Duration SLICE = Duration.ofNanos(1);

    private final Cooperator slices = new Cooperator(SLICE);
    private final Stage stage;

    OfSlices(Stage stage) {
      this.stage = stage;
      useUp();
    }

    private void useUp() {
      stage.clock.advance(SLICE);
    }

    @Override
    String await() {
      slices.step();
      useUp();
      return ANSWER;
    }

    @Override
    void during(Runnable act) {
      act.run();
    }

    @Override
    void justBefore(Runnable act) {
      Reactor.current().after(Duration.ZERO, act);
    }

    @Override
    void justAfter(Runnable act) {
      Reactor.current().after(Duration.ZERO, act);
    }
  }

  /// A task brings the answer with its end.
  private abstract static class ByTask extends Waiting {
    private Runnable last = () -> {};

    String answer() {
      Task.sleep(ANSWERED);
      Runnable once = last;
      last = () -> {};
      once.run();
      return ANSWER;
    }

    @Override
    void justBefore(Runnable act) {
      last = act;
    }

    /// It is posted by the task that ends, so it comes before the one that its end wakes.
    @Override
    void justAfter(Runnable act) {
      Reactor reactor = Reactor.current();
      last = () -> reactor.post(act);
    }
  }

  private static final class OfTask extends ByTask {
    private final Task<String> awaited;

    OfTask(Scope scope) {
      awaited = scope.start("awaited", this::answer);
    }

    @Override
    String await() {
      return awaited.await();
    }
  }

  private static final class OfChildren extends ByTask {
    private final Way way;

    OfChildren(Way way) {
      this.way = way;
    }

    @Override
    String await() {
      return switch (way) {
        case JOIN -> Scope.run(this::child).result();
        case COLLECT -> Scope.collect(this::child).result();
        case RUN_OR -> {
          @Nullable Task<String> child =
              Scope.runOr(Deadline.after(Stage.seconds(50)), null, this::child);
          yield child == null ? "fallback" : child.result();
        }
        case RACE -> Scope.race(List.of(this::answer, OfChildren::never));
        case SUPERVISE -> supervise();
        default -> throw new AssertionError(way);
      };
    }

    private Task<String> child(Scope scope) {
      return scope.start("child", this::answer);
    }

    private String supervise() {
      String[] answer = {"none"};
      new Supervisor(Supervisor.Strategy.ONE_FOR_ONE)
          .child("child", () -> answer[0] = answer())
          .run();
      return answer[0];
    }

    private static String never() {
      Stage.sleepForEver();
      return "unreachable";
    }
  }
}
