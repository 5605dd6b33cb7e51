package io.weightless.reactor;

import io.weightless.engine.internal.Guests;
import io.weightless.engine.internal.StageWait;
import io.weightless.engine.internal.Strand;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A reactor as the JDK's own interface for scheduling, for libraries that ask for one: what is
/// submitted runs as a task of the reactor, each in a task of its own, so that it may wait. Opened
/// by [Reactor#executor].
///
/// ```java
/// ScheduledExecutorService executor = reactor.executor();
/// executor.scheduleAtFixedRate(cache::expire, 1, 1, TimeUnit.MINUTES);
/// ```
///
/// Delays, periods and shutdown keep the rules of the JDK's `ScheduledThreadPoolExecutor` with its
/// usual settings: after [#shutdown] what is delayed still runs and what is periodic does not. What
/// is cancelled is gone at once.
///
/// - **Order**: what is due at once runs first come first served, among the reactor's tasks; the
///   rest by time, and by the order of the calls.
/// - **Failing**: what a submitted task throws is in its future, and a periodic one ends with it.
///   Only [#execute] has no future: there a failure is the reactor's, see [Reactor#onFailure].
/// - **Waits**: [#awaitTermination], [#close], [#invokeAll], [#invokeAny] and a future's `get`, in
///   a task of any reactor as waits of ours, on both engines; there a timeout is of the reactor's
///   time, and elsewhere of real time. A callback of a reactor, which can't wait, is refused.
/// - **Runs on**: any thread may call anything. The reactor runs the work, while it is being run:
///   its `run` waits for what has begun, or was submitted by its own tasks, and not for what is
///   delayed.
/// - **Cancelled**: `cancel(true)` and [#shutdownNow] cancel a task that runs, with all scopes in
///   it: its waits throw [Cancelled].
/// - **Limit**: [Limits#posts] for what has not begun and [Limits#timers] for what is delayed, both
///   shared with the reactor. Beyond, a `RejectedExecutionException` says so.
///
/// One that is not shut down ends with its reactor's close, which cancels what is left.
///
/// What rose was for asyncio's loop.
public final class ReactorExecutor implements ScheduledExecutorService {
  private final Reactor reactor;
  private final ReactorFuture<@Nullable Void> over = new ReactorFuture<>(this);
  private final Jobs jobs;

  ReactorExecutor(Reactor reactor) {
    this.reactor = reactor;
    jobs = new Jobs(reactor, over);
    Runnable farewell = this::endWithReactor;
    var _ = over.thenRun(() -> reactor.carrier().farewells.remove(farewell));
    reactor.carrier().farewells.add(farewell);
  }

  private void endWithReactor() {
    jobs.shut();
    jobs.cancelAll();
  }

  /// Runs `command` as a task.
  ///
  /// @throws RejectedExecutionException when it is shut down, the reactor is closed, or over its
  ///   limit
  @Override
  public void execute(Runnable command) {
    var _ = start(new Job.Kind(Objects.requireNonNull(command), false), command, jobs.now(), 0);
  }

  @Override
  public <T extends @Nullable Object> ReactorFuture<T> submit(Callable<T> task) {
    return jobs.start(new Job<T>(this, kindOf(task), task, jobs.now(), 0));
  }

  @Override
  public <T extends @Nullable Object> ReactorFuture<T> submit(Runnable task, T result) {
    Callable<T> work =
        () -> {
          task.run();
          return result;
        };
    return jobs.start(new Job<T>(this, kindOf(task), work, jobs.now(), 0));
  }

  @Override
  public ReactorFuture<?> submit(Runnable task) {
    return start(kindOf(task), task, jobs.now(), 0);
  }

  /// @param delay at once unless it is above zero
  @Override
  public <T extends @Nullable Object> ScheduledFuture<T> schedule(
      Callable<T> task, long delay, TimeUnit unit) {
    return jobs.start(new Job<T>(this, kindOf(task), task, after(delay, unit), 0));
  }

  /// @param delay at once unless it is above zero
  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    return start(kindOf(command), command, after(delay, unit), 0);
  }

  /// Runs it at `initialDelay`, then at `initialDelay + period` and so on. Runs don't overlap: one
  /// that lasts for too long makes the next one late, and they catch up.
  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable command, long initialDelay, long period, TimeUnit unit) {
    return start(kindOf(command), command, after(initialDelay, unit), nanosOf(period, unit));
  }

  /// Runs it at `initialDelay`, and then each time `delay` after the end of the last run.
  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable command, long initialDelay, long delay, TimeUnit unit) {
    return start(kindOf(command), command, after(initialDelay, unit), -nanosOf(delay, unit));
  }

  private Job<?> start(Job.Kind kind, Runnable task, long due, long period) {
    Callable<@Nullable Void> work =
        () -> {
          task.run();
          return null;
        };
    return jobs.<@Nullable Void>start(new Job<@Nullable Void>(this, kind, work, due, period));
  }

  private static Job.Kind kindOf(Object task) {
    return new Job.Kind(Objects.requireNonNull(task), true);
  }

  private static long nanosOf(long period, TimeUnit unit) {
    if (period <= 0) {
      throw new IllegalArgumentException("a period is above zero: " + period);
    }
    return Nanos.atMostForever(unit.toNanos(period));
  }

  private long after(long delay, TimeUnit unit) {
    return jobs.now() + Nanos.atMostForever(Math.max(0, unit.toNanos(delay)));
  }

  Jobs jobs() {
    return jobs;
  }

  /// A future that is completed by hand, or never.
  public <T extends @Nullable Object> ReactorFuture<T> future() {
    return new ReactorFuture<>(this);
  }

  /// One that is completed with what `supplier` gives, as a task.
  public <T extends @Nullable Object> ReactorFuture<T> supply(Supplier<? extends T> supplier) {
    return this.<T>future().completeAsync(supplier);
  }

  /// A factory for libraries that make their own threads: virtual threads that run on the reactor,
  /// between the turns of its tasks, as those do that a task starts: guests, which are listed,
  /// whose failures are the reactor's, and which its close interrupts. Their waits are the JDK's,
  /// in real time. On the portable engine, where such a wait would hold the loop, they are virtual
  /// threads beside the reactor.
  ///
  /// The executor's shutdown does not end them. When the reactor is closed the factory makes none.
  ///
  /// @param name of each, with a number behind it
  public ThreadFactory threadFactory(String name) {
    AtomicInteger made = new AtomicInteger();
    return body ->
        reactor.isClosed()
            ? null
            : Guests.unstarted(reactor.carrier(), name + made.incrementAndGet(), body);
  }

  /// As the JDK's, and also a wait of ours in a task.
  ///
  /// @throws RejectedExecutionException as from [#execute]; what was submitted before is cancelled
  @Override
  public <T extends @Nullable Object> List<Future<T>> invokeAll(
      Collection<? extends Callable<T>> tasks) throws InterruptedException {
    return new Invocation<T>(this, null).all(tasks);
  }

  @Override
  public <T extends @Nullable Object> List<Future<T>> invokeAll(
      Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException {
    return new Invocation<T>(this, unit.toNanos(timeout)).all(tasks);
  }

  @Override
  public <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    try {
      return new Invocation<T>(this, null).any(tasks);
    } catch (TimeoutException e) {
      throw new AssertionError("there was no timeout", e);
    }
  }

  @Override
  public <T extends @Nullable Object> T invokeAny(
      Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return new Invocation<T>(this, unit.toNanos(timeout)).any(tasks);
  }

  /// Takes no more; what is delayed still runs, what is periodic is cancelled. Idempotent.
  ///
  /// - **Waits**: never.
  @Override
  public void shutdown() {
    jobs.shut();
    jobs.cancelPeriodic();
  }

  /// Takes no more, and cancels what runs.
  ///
  /// - **Waits**: never.
  ///
  /// @return what had not begun, in the order of submission: what [#execute] was given, and of the
  ///   others the futures, which are not cancelled and can be run
  @Override
  public List<Runnable> shutdownNow() {
    jobs.shut();
    return jobs.takeAll();
  }

  @Override
  public boolean isShutdown() {
    return jobs.isShut();
  }

  @Override
  public boolean isTerminated() {
    return over.isDone();
  }

  /// - **Waits**: until it is shut down and all has ended, at most for `timeout`. While nobody runs
  ///   the reactor nothing ends: call it in a task, or close the reactor.
  ///
  /// @throws IllegalStateException in a callback of a reactor, unless it is over
  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    try {
      over.get(timeout, unit);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException e) {
      throw new AssertionError("the end of an executor does not fail", e);
    }
  }

  /// Drains: [#shutdown], and waits until all has ended.
  ///
  /// - **Waits**: the task, or any other thread; that for ever when nobody runs the reactor,
  ///   without which nothing ends. So close it in a task, or close the reactor, and it ends with
  ///   that.
  /// - **Cancelled**, or interrupted: as [#shutdownNow], and it goes on waiting.
  ///
  /// @throws IllegalStateException in a callback of a reactor, or in a task of this executor
  @Override
  public void close() {
    if (!ReactorFuture.isInTask()) {
      ScheduledExecutorService.super.close();
      return;
    }
    if (jobs.isRunning(Strand.current())) {
      throw new IllegalStateException("a task can't close the executor that runs it");
    }
    shutdown();
    String end = "the end of " + this;
    StageWait.on(over)
        .await(
            jobs.isOfCaller() ? end : new ReactorFuture.Awaited(end),
            () -> {
              shutdownNow();
              return false;
            });
  }

  @Override
  public String toString() {
    String state = isShutdown() ? ", shut down" : "";
    return "ReactorExecutor[" + jobs.count() + " jobs" + (isTerminated() ? ", ended" : state) + "]";
  }
}
