package io.weightless.scope;

import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Work;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps tasks alive: one that fails is started again, after a pause, alone or with others.
///
/// ```java
/// new Supervisor(Supervisor.Strategy.ONE_FOR_ONE)
///     .child("feed", () -> readFeed())
///     .child("index", () -> index())
///     .run();
/// ```
///
/// A child that returns is done; one that fails is restarted. When there are more restarts than
/// [Intensity] allows, restarting does not help: all are cancelled, and the last failure is thrown
/// from [#run]. (Erlang's supervisors, with transient children.)
public final class Supervisor {
  /// Who is restarted when one has failed.
  public enum Strategy {
    /// It alone.
    ONE_FOR_ONE,

    /// All that are not done: they can't go on without it.
    ALL_FOR_ONE,

    /// It, and those that were named after it: they build on it.
    REST_FOR_ONE
  }

  /// How many restarts there may be within how long.
  public record Intensity(int restarts, Duration within) {
    public static final Intensity DEFAULT = new Intensity(5, Duration.ofSeconds(10));

    public Intensity {
      if (restarts < 0 || !within.isPositive()) {
        throw new IllegalArgumentException("no intensity: " + restarts + " within " + within);
      }
    }
  }

  /// The pause before a restart: `first`, and twice as long for each that the [Intensity] still
  /// remembers, up to `most`. A random part of up to half of it is taken off, by the reactor's
  /// random, so that many that failed together do not come back together.
  public record BackOff(Duration first, Duration most) {
    public static final BackOff DEFAULT =
        new BackOff(Duration.ofMillis(100), Duration.ofSeconds(5));

    public BackOff {
      if (first.isNegative() || most.compareTo(first) < 0) {
        throw new IllegalArgumentException("no pauses: " + first + " up to " + most);
      }
    }

    Duration after(int restarts) {
      long nanos = most.toNanos();
      if (restarts < Long.numberOfLeadingZeros(first.toNanos() + 1) - 1) {
        nanos = Math.min(nanos, first.toNanos() << restarts);
      }
      return Duration.ofNanos(nanos - (long) (nanos * Reactor.current().random().nextDouble() / 2));
    }
  }

  private final Strategy strategy;
  private final Intensity intensity;
  private final BackOff backOff;
  private final List<Child> children = new ArrayList<>();

  /// Those whose work has ended, and who were not looked at yet.
  private final ArrayDeque<Child> ended = new ArrayDeque<>();

  /// When the restarts were that the intensity still remembers, by the clock's nanoseconds.
  private final ArrayDeque<Long> restarts = new ArrayDeque<>();

  /// Set while the supervisor waits for one to end.
  private @Nullable Suspension<@Nullable Void> wait;

  private boolean isRunning;

  /// With the default intensity and back-off.
  public Supervisor(Strategy strategy) {
    this(strategy, Intensity.DEFAULT, BackOff.DEFAULT);
  }

  public Supervisor(Strategy strategy, Intensity intensity, BackOff backOff) {
    this.strategy = strategy;
    this.intensity = intensity;
    this.backOff = backOff;
  }

  /// One more child; before [#run].
  public Supervisor child(String name, Work<?> work) {
    if (isRunning) {
      throw new IllegalStateException("can't take '" + name + "': it runs already");
    }
    children.add(new Child(name, work));
    return this;
  }

  /// Starts all children, in their order, and keeps them alive until all are done.
  ///
  /// - **Waits**: until then.
  /// - **Cancelled**: all children are, and it waits for their ends.
  ///
  /// @throws TaskFailed when a child failed once too often with a checked exception; an unchecked
  ///   one is thrown as it is; what the others failed with by then is suppressed in it
  public void run() {
    isRunning = true;
    Scope.<@Nullable Void, RuntimeException>leave(scope -> {
      start(scope, children);
      while (children.stream().anyMatch(child -> !child.isDone)) {
        look(scope, nextEnded());
      }
      return null;
    });
  }

  private void start(Scope scope, List<Child> some) {
    for (Child child : some) {
      if (!child.isDone) {
        child.task = scope.start(child.name, () -> live(child));
      }
    }
  }

  private void live(Child child) throws Exception {
    try {
      child.work.run();
      child.isDone = true;
    } catch (Throwable failure) {
      child.failure = failure;
      throw failure;
    } finally {
      ended.add(child);
      if (wait != null) {
        wait.resume(null);
      }
    }
  }

  private Child nextEnded() {
    if (ended.isEmpty()) {
      Suspension<@Nullable Void> next = new Suspension<>("the end of a child");
      wait = next;
      try {
        next.await(() -> true);
      } finally {
        wait = null;
      }
    }
    return ended.remove();
  }

  private void look(Scope scope, Child child) {
    Throwable failure = child.failure;
    if (failure == null) {
      return;
    }
    child.failure = null;
    List<Child> affected = affected(child);
    stop(affected, failure);
    int recent = remember(child, failure);
    Task.sleep(backOff.after(recent));
    start(scope, affected);
  }

  private List<Child> affected(Child failed) {
    return switch (strategy) {
      case ONE_FOR_ONE -> List.of(failed);
      case ALL_FOR_ONE -> children;
      case REST_FOR_ONE -> children.subList(children.indexOf(failed), children.size());
    };
  }

  /// Ends those that run, the last named first; what they fail with meanwhile is suppressed in
  /// `failure`.
  private void stop(List<Child> some, Throwable failure) {
    for (Child child : some.reversed()) {
      child.end("it is restarted, because another child failed");
      Throwable another = child.failure;
      if (another != null && another != failure && !(another instanceof Cancelled)) {
        failure.addSuppressed(another);
      }
      child.failure = null;
      ended.remove(child);
    }
  }

  /// @return how many restarts there were before this one that still count
  private int remember(Child child, Throwable failure) {
    long now = Reactor.current().clock().nanos();
    while (!restarts.isEmpty() && now - restarts.getFirst() >= intensity.within.toNanos()) {
      restarts.remove();
    }
    if (restarts.size() >= intensity.restarts) {
      throw Task.unchecked(child.name, failure);
    }
    restarts.add(now);
    return restarts.size() - 1;
  }

  /// A task that is to be kept alive.
  private static final class Child {
    final String name;
    final Work<?> work;

    /// Of its present life.
    @Nullable Task<@Nullable Void> task;

    /// What ended its last life.
    @Nullable Throwable failure;

    boolean isDone;

    Child(String name, Work<?> work) {
      this.name = name;
      this.work = work;
    }

    /// Cancels its present life, if it has one, and waits until that is over.
    void end(String reason) {
      if (task == null) {
        return;
      }
      task.cancel(reason);
      try {
        task.await();
      } catch (Cancelled ours) {
        throw ours;
      } catch (RuntimeException | Error _) {
        // as its failure says
      }
      task = null;
    }
  }
}
