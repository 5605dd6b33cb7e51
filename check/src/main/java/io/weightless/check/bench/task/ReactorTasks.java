package io.weightless.check.bench.task;

import io.weightless.engine.internal.Suspension;
import io.weightless.inspect.Watch;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Event;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Ours: tasks in a scope, on a reactor with the backend that everybody gets.
///
/// They give way by [Task#yield], park in [Task#await], and take turns by [Suspension], the one
/// primitive that all our waits are made of.
final class ReactorTasks implements Contender {
  private final Reactor reactor = Reactor.open();

  /// @param watched as for a program that looks inside itself all the time
  ReactorTasks(boolean watched) {
    if (watched) {
      Watch.open(reactor);
    }
  }

  @Override
  public void giveWay(int turns) {
    reactor.run(() -> {
      for (int i = 0; i < turns; i++) {
        Task.yield();
      }
    });
  }

  @Override
  public void takeTurns(int turns) {
    var game = new Game(turns);
    within(scope -> {
      scope.start("first", () -> game.play(0));
      scope.start("second", () -> game.play(1));
    });
  }

  @Override
  public long startAndAwait(int tasks) {
    long[] sum = {0};
    within(scope -> {
      for (int i = 0; i < tasks; i++) {
        int result = i;
        sum[0] += scope.start("task", () -> result).await();
      }
    });
    return sum[0];
  }

  @Override
  public long cancelTree(int tasks) {
    long[] nanos = {0};
    within(scope -> nanos[0] = new Forest(tasks).fell(scope));
    return nanos[0];
  }

  @Override
  public void park(int count, Runnable whenParked) {
    var arrivals = new Arrivals(count, whenParked);
    within(scope -> {
      Task<@Nullable Void> gate = scope.start("gate", arrivals::awaitAll);
      Callable<Boolean> parked = () -> arrivals.arriveAt(gate);
      for (int i = 0; i < count; i++) {
        scope.start("parked", parked);
      }
    });
  }

  private void within(Consumer<Scope> body) {
    reactor.run(() ->
        Scope.run(scope -> {
          body.accept(scope);
          return scope;
        }));
  }

  @Override
  public void close() {
    reactor.close();
  }

  /// Tasks that wait for the end of a gate, which ends when all of them do.
  private static final class Arrivals {
    private final int expected;
    private final Runnable whenAllWait;
    private int arrived;

    Arrivals(int expected, Runnable whenAllWait) {
      this.expected = expected;
      this.whenAllWait = whenAllWait;
    }

    boolean arriveAt(Task<?> gate) {
      arrived++;
      gate.await();
      return true;
    }

    void awaitAll() {
      while (arrived < expected) {
        Task.yield();
      }
      whenAllWait.run();
    }
  }

  /// One [Tree], in which each task that has some below it runs them in a scope.
  private static final class Forest {
    private final Event never = new Event();
    private final int tasks;
    private int grown;

    Forest(int tasks) {
      this.tasks = tasks;
    }

    /// @return nanoseconds from the cancellation until all have ended
    long fell(Scope scope) {
      Task<@Nullable Void> root = scope.start("root", () -> live(0));
      while (grown < tasks) {
        Task.yield();
      }
      long start = System.nanoTime();
      root.cancel("measured");
      try {
        root.await();
      } catch (CancellationException _) {
        return System.nanoTime() - start;
      }
      throw new IllegalStateException("the root was not cancelled");
    }

    private void live(int task) {
      grown++;
      if (Tree.isLeaf(task, tasks)) {
        never.await();
      } else {
        Scope.<@Nullable Void, RuntimeException>run(scope -> growBelow(task, scope));
      }
    }

    private @Nullable Void growBelow(int task, Scope scope) {
      for (int i = Tree.first(task); i < Tree.end(task, tasks); i++) {
        int below = i;
        scope.start("task", () -> live(below));
      }
      return null;
    }
  }

  /// What a [Baton] is to threads.
  private static final class Game {
    private final List<@Nullable Suspension<Boolean>> waits = Arrays.asList(null, null);
    private final int turns;
    private int turn;

    Game(int turns) {
      this.turns = turns;
    }

    void play(int self) {
      for (int i = self; i < turns; i += 2) {
        if (turn != i) {
          var wait = new Suspension<Boolean>("an answer");
          waits.set(self, wait);
          wait.await(() -> true);
        }
        turn = i + 1;
        wake(waits.get(1 - self));
      }
    }

    private static void wake(@Nullable Suspension<Boolean> other) {
      if (other != null) {
        other.resume(true);
      }
    }
  }
}
