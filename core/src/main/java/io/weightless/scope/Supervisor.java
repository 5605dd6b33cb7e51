package io.weightless.scope;

import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Work;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
/// from [#run]. One may be run again when it has ended, as a child of another is. (Erlang's
/// supervisors, with transient children.)
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
      long nanos = first.isZero() ? 0 : saturated(most);
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
  /// It ends children in the opposite order, each when the one before it has ended.
  ///
  /// - **Waits**: until then.
  /// - **Cancelled**: it ends the children first.
  ///
  /// @throws TaskFailed when a child failed once too often with a checked exception; an unchecked
  ///   one is thrown as it is. What others fail with while they are ended is suppressed in it, or
  ///   thrown in place of the cancellation
  /// @throws IllegalStateException when it runs already
  public void run() {
    begin();
    try {
      Scope.<@Nullable Void, RuntimeException>with(
          Rules.LEAVE_SHIELDED,
          scope -> {
            keepAlive(scope);
            return null;
          });
    } finally {
      isRunning = false;
    }
  }

  private void begin() {
    if (isRunning) {
      throw new IllegalStateException("this supervisor runs already");
    }
    Suspension.checkpoint(); // or children would begin, only to be ended
    isRunning = true;
    ended.clear();
    restarts.clear();
    children.forEach(Child::begin);
  }

  private void keepAlive(Scope scope) {
    try {
      start(scope, children);
      while (children.stream().anyMatch(child -> !child.isDone)) {
        look(scope, nextEnded(scope));
      }
    } catch (Cancelled cancelled) {
      forgetEnds();
      throw joined(cancelled, stop(children, "its supervisor was cancelled"));
    } catch (RuntimeException | Error failure) {
      suppress(stop(children, "another child failed too often"), failure);
      throw failure;
    }
  }

  /// What children failed with while they were ended is thrown in place of the cancellation.
  private static Error joined(Cancelled cancelled, List<Throwable> failures) {
    if (failures.isEmpty()) {
      return cancelled;
    }
    Throwable first = failures.removeFirst();
    suppress(failures, first);
    throw Task.unchecked("child", first);
  }

  /// What a child failed with before it was told to end a restart would have mended; also one that
  /// is about to fail in this very step.
  private void forgetEnds() {
    if (Strand.current().isCancelled()) {
      return; // the whole reactor ends, and they may have failed because of that
    }
    Task.yield();
    children.forEach(Child::forgetEnd);
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
      child.isDone = !child.isTold;
    } finally {
      ended.add(child);
      if (wait != null) {
        wait.resume(null);
      }
    }
  }

  private Child nextEnded(Scope scope) {
    if (ended.isEmpty()) {
      scope.awaitUnshielded(() -> {
        Suspension<@Nullable Void> next = new Suspension<>("the end of a child");
        wait = next;
        try {
          next.await(() -> true);
        } finally {
          wait = null;
        }
      });
    }
    return ended.remove();
  }

  private void look(Scope scope, Child child) {
    Throwable failure = child.takeFailure();
    if (failure == null) {
      return;
    }
    List<Child> affected = affected(child);
    List<Throwable> others = stop(affected, "it is restarted, because another child failed");
    try {
      int recent = remember(child, failure);
      scope.awaitUnshielded(() -> Task.sleep(backOff.after(recent)));
    } catch (Cancelled cancelled) {
      throw cancelled;
    } catch (RuntimeException | Error e) { // the failure itself, or why it can't be mended
      suppress(List.of(failure), e);
      suppress(others, e);
      throw e;
    }
    start(scope, affected);
  }

  /// Several children may fail with one object, and what is thrown may wrap it.
  @SuppressWarnings("ReferenceEquality")
  private static void suppress(List<Throwable> failures, Throwable in) {
    for (Throwable failure : failures) {
      if (failure != in && failure != in.getCause()) {
        in.addSuppressed(failure);
      }
    }
  }

  private static long saturated(Duration duration) {
    return TimeUnit.NANOSECONDS.convert(duration);
  }

  private List<Child> affected(Child failed) {
    return switch (strategy) {
      case ONE_FOR_ONE -> List.of(failed);
      case ALL_FOR_ONE -> children;
      case REST_FOR_ONE -> children.subList(children.indexOf(failed), children.size());
    };
  }

  /// Ends those that run, the last named first.
  ///
  /// @return what they failed with meanwhile; checked ones wrapped, as [#run] throws them
  private List<Throwable> stop(List<Child> some, String reason) {
    List<Throwable> failures = new ArrayList<>();
    for (Child child : some.reversed()) {
      child.end(reason);
      ended.remove(child);
      Throwable failure = child.takeFailure();
      if (failure != null) {
        failures.add(Task.thrownFor(child.name, failure));
      }
    }
    return failures;
  }

  /// @return how many restarts there were before this one that still count
  private int remember(Child child, Throwable failure) {
    long now = Reactor.current().clock().nanos();
    while (!restarts.isEmpty() && now - restarts.getFirst() >= saturated(intensity.within)) {
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

    /// Its present life, or its last one.
    @Nullable Task<@Nullable Void> task;

    /// Whether it was told to end: when it returns then, it is not because it was done.
    boolean isTold;

    boolean isDone;

    Child(String name, Work<?> work) {
      this.name = name;
      this.work = work;
    }

    void begin() {
      task = null;
      isTold = false;
      isDone = false;
    }

    /// Cancels its present life, if it has one, and waits until that is over.
    void end(String reason) {
      if (task != null && task.state() == Task.State.RUNNING) {
        isTold = true;
        task.cancel(reason);
        task.awaitEnd();
        isTold = false;
      }
    }

    void forgetEnd() {
      if (task != null && task.state() != Task.State.RUNNING) {
        task = null;
      }
    }

    /// What its last life failed with; null when it did not, or it was taken before.
    @Nullable Throwable takeFailure() {
      Throwable failure = task == null ? null : task.failure();
      task = null;
      return failure;
    }
  }
}
