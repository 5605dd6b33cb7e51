package io.weightless.reactor;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.StageWait;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A `CompletableFuture` whose home is a reactor: asynchronous stages without an executor of their
/// own run as tasks there, and its timeouts are on the reactor's clock. Made by
/// [ReactorExecutor#future] and its neighbours; what is chained to it is one too.
///
/// Any thread may complete it. Stages without `async` in their names run where it is completed, or
/// where they are added when it is complete: as in the JDK. Only `minimalCompletionStage` has
/// stages that leave the reactor.
///
/// - **Waits**: [#get] and [#join] in a task of any reactor, on both engines; a guest or another
///   thread waits as it does for any future.
/// - **Cancelled**: a task that waits is, and leaves the future as it is.
/// - **Limit**: a stage that its reactor has no room for, or whose executor is shut down, fails
///   with a `RejectedExecutionException`; what would be the first of a chain,
///   [ReactorExecutor#supply] and [#completeAsync], throws it. A future fails with an
///   `IllegalStateException` when there is no room for its timeout: [Limits#timers], and from other
///   threads [Limits#posts].
///
/// What rose gave Python for its loop.
public sealed class ReactorFuture<T extends @Nullable Object> extends CompletableFuture<T>
    permits Job {
  private final ReactorExecutor executor;

  ReactorFuture(ReactorExecutor executor) {
    this.executor = executor;
  }

  @Override
  public final Executor defaultExecutor() {
    return executor;
  }

  @Override
  public final <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
    return new ReactorFuture<>(executor);
  }

  /// As the JDK's. In a task it is a wait of ours. While nobody runs the reactor its tasks complete
  /// nothing, and another thread waits for as long.
  ///
  /// @throws IllegalStateException in a callback of a reactor, which can't wait, unless it is done
  @Override
  public T get() throws InterruptedException, ExecutionException {
    waitInTask();
    return super.get();
  }

  /// As the JDK's. In a task `timeout` is of the task's reactor's time, elsewhere of real time.
  ///
  /// - **Cost**: until it is done it keeps some hundred bytes of each wait that a task gave up.
  ///
  /// @throws IllegalStateException in a callback of a reactor, which can't wait, unless it is done
  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (!isDone() && isInTask()) {
      waitInTask(unit.toNanos(timeout));
      return super.get(0, TimeUnit.NANOSECONDS);
    }
    return super.get(timeout, unit);
  }

  /// As the JDK's. In a task it is a wait of ours.
  ///
  /// @throws IllegalStateException in a callback of a reactor, which can't wait, unless it is done
  @Override
  public T join() {
    waitInTask();
    return super.join();
  }

  private void waitInTask() {
    if (!isDone() && isInTask()) {
      StageWait.on(this).await(awaited(), () -> true);
    }
  }

  private void waitInTask(long nanos) {
    if (nanos <= 0) {
      return;
    }
    StageWait<T> wait = StageWait.on(this);
    Reactor caller = Reactor.current();
    Timer timer = caller.at(caller.clock().nanos() + Nanos.atMostForever(nanos), wait::giveUp);
    try {
      wait.await(awaited(), () -> true);
    } finally {
      timer.cancel();
    }
  }

  /// @throws IllegalStateException in a callback: the one that has to go on is the caller itself
  static boolean isInTask() {
    boolean inTask = Strand.currentOrNull() != null;
    if (!inTask && Carrier.currentOrNull() != null && !Thread.currentThread().isVirtual()) {
      throw new IllegalStateException(
          "a callback of a reactor can't wait for a future, it would hold the loop: start a task");
    }
    return inTask;
  }

  /// What a task waits for, in reports; from another thread it may come.
  Object awaited() {
    return new Awaited(this);
  }

  /// From another thread it may come.
  record Awaited(Object what) implements Suspension.Foreign {
    @Override
    public String toString() {
      return what.toString();
    }
  }

  /// As the JDK's, on the reactor's clock. What has no reactor any more has no timeout.
  @Override
  public ReactorFuture<T> orTimeout(long timeout, TimeUnit unit) {
    whenLate(timeout, unit, () -> completeExceptionally(new TimeoutException()));
    return this;
  }

  /// As the JDK's, on the reactor's clock. What has no reactor any more has no timeout.
  @Override
  public ReactorFuture<T> completeOnTimeout(T value, long timeout, TimeUnit unit) {
    whenLate(timeout, unit, () -> complete(value));
    return this;
  }

  private void whenLate(long timeout, TimeUnit unit, Runnable end) {
    if (isDone()) {
      return;
    }
    Alarm alarm = executor.jobs().alarm(unit.toNanos(timeout), end);
    if (alarm.set(this::completeExceptionally)) {
      var _ = whenComplete((_, _) -> alarm.cancel());
    }
  }

  /// As the JDK's: asynchronously means as a task of the reactor.
  @Override
  public ReactorFuture<T> completeAsync(Supplier<? extends T> supplier) {
    super.completeAsync(supplier);
    return this;
  }
}
