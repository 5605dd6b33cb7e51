package io.weightless.offload;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Reactor;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A few platform threads for work that would hold the loop: a native call that blocks, a file of a
/// slow disk, a long computation. The task that asks waits; the others of its reactor go on.
///
/// ```java
/// try (var offload = Offload.open()) {
///   byte[] digest = offload.call(() -> hash(file));
/// }
/// ```
///
/// Twisted's deferToThread. Its callFromThread is [Reactor#post]: work that has something to say
/// before it ends says it so, and must otherwise touch nothing that tasks share.
///
/// ```java
/// Reactor reactor = Reactor.current();
/// offload.call(() -> copy(file, percent -> reactor.post(() -> progress.show(percent))));
/// ```
///
/// What the task wrote before the call its work sees, and what the work wrote the task sees after
/// it. Locals are not passed on: see `docs/locals.md`. Several offloads keep slow work of one kind
/// from holding up another.
///
/// - **Runs on**: anything but [#call] may be called from any thread; tasks of several reactors may
///   share one offload.
/// - **Limit**: see [Limits]. Threads are daemons, made when there is work for them.
public final class Offload implements AutoCloseable {
  static final String ABORTED = "the offload was aborted";

  private final Workers workers;

  /// One for each call whose job has not ended, and one until it is closed. Zero is the end.
  private final AtomicInteger held = new AtomicInteger(1);

  private final AtomicBoolean closed = new AtomicBoolean();
  private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

  Offload(Limits limits, Consumer<Thread> starter) {
    workers = new Workers(limits, starter);
  }

  /// Opens one with [Limits#DEFAULT].
  public static Offload open() {
    return open(Limits.DEFAULT);
  }

  /// Opens one; there is no thread before the first call.
  public static Offload open(Limits limits) {
    return new Offload(limits, Thread::start);
  }

  /// Runs `job` on a platform thread, and gives its result.
  ///
  /// - **Order**: when all threads are busy, first come first served.
  /// - **Waits**: always, until the job has ended.
  /// - **Cancelled**: a job that waits for a thread is not run. One that runs is interrupted, and
  ///   still waited for: nothing outlives its scope. When the interrupt ends it, so ends the wait;
  ///   a result that it gives all the same is returned, and its own failure thrown.
  ///
  /// @throws X when the job does, or anything else that it throws, as it is
  /// @throws CancellationException when the offload was aborted, and the job not run or interrupted
  /// @throws IllegalStateException when the offload is closed, or outside a task
  public <T extends @Nullable Object, X extends Exception> T call(Job<T, X> job) throws X {
    return call(job, false);
  }

  /// The same for a job that no interrupt ends, such as a name look-up of the system, and that may
  /// be left behind.
  ///
  /// - **Cancelled**: the wait ends at once. The job is interrupted and left: it keeps its thread
  ///   until it ends, [#close] does not wait for it, its result is dropped, and its failure goes to
  ///   whoever owns those of the reactor, or to the log: see [Reactor#onFailure].
  public <T extends @Nullable Object, X extends Exception> T callAbandonable(Job<T, X> job)
      throws X {
    return call(job, true);
  }

  private <T extends @Nullable Object, X extends Exception> T call(
      Job<T, X> job, boolean abandonable) throws X {
    Suspension.yield(); // where a wait is refused, it is refused before there is work in flight
    Suspension.checkpoint();
    hold();
    Call<T> call = new Call<>(workers, job, abandonable, this::release);
    workers.submit(call);
    try {
      return call.await();
    } catch (Throwable e) {
      if (Call.isInterruption(e)) {
        interrupted(e);
      }
      throw e;
    }
  }

  /// An interrupt says that the task was cancelled, or the offload aborted; or it is the job's own.
  private void interrupted(Throwable by) {
    Suspension.checkpoint();
    if (workers.isAborted()) {
      throw (CancellationException) new CancellationException(ABORTED).initCause(by);
    }
  }

  private void hold() {
    int calls = held.get();
    while (calls > 0 && !held.compareAndSet(calls, calls + 1)) {
      calls = held.get();
    }
    boolean refused = closed.get();
    if (refused && calls > 0) {
      release();
    }
    if (refused) {
      throw new IllegalStateException("this offload is closed");
    }
  }

  private void release() {
    if (held.decrementAndGet() == 0) {
      workers.stop();
      over.complete(null);
    }
  }

  /// Refuses what is called from now on, gives up what waits for a thread, and interrupts what
  /// runs. Idempotent.
  ///
  /// - **Waits**: never; [#close] does, until everything has ended.
  public void abort() {
    refuseMore();
    Carrier carrier = Carrier.currentOrNull();
    if (over.isDone()) {
      return; // nothing was left to give up
    }
    if (carrier == null) {
      workers.abort();
    } else {
      carrier.post(workers::abort); // an interrupt takes a monitor, for which no task may wait here
    }
  }

  /// Drains: refuses what is called from now on, and waits until every job that was called before
  /// has ended, also those that wait for a thread. Its threads end then. Idempotent.
  ///
  /// - **Waits**: the task, or any other thread that is none of a reactor.
  /// - **Cancelled**, or interrupted: as [#abort], and it goes on waiting. So a deadline around it
  ///   turns draining into aborting.
  ///
  /// @throws IllegalStateException from a callback of a reactor, or a job of this offload
  @Override
  public void close() {
    if (Thread.currentThread() instanceof Worker worker && worker.isOneOf(workers)) {
      throw new IllegalStateException("a job can't close the offload that runs it");
    }
    if (Carrier.currentOrNull() == null) {
      refuseMore();
      joinOnThread();
    } else {
      joinInTask();
    }
  }

  private void refuseMore() {
    if (closed.compareAndSet(false, true)) {
      release();
    }
  }

  private void joinInTask() {
    Suspension<@Nullable Void> end = new Suspension<>(new End(this));
    Carrier carrier = Carrier.current();
    refuseMore();
    var _ = over.thenRun(() -> carrier.post(() -> end.resume(null)));
    end.await(() -> {
      abort();
      return false;
    });
  }

  /// What a task waits for that closes one.
  private record End(Offload offload) implements Suspension.Foreign {}

  private void joinOnThread() {
    boolean interrupted = false;
    while (!over.isDone()) {
      try {
        over.get();
      } catch (InterruptedException _) {
        interrupted = true;
        abort();
      } catch (ExecutionException e) {
        throw new AssertionError("the end of an offload does not fail", e);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  Workers workers() {
    return workers;
  }

  @Override
  public String toString() {
    return "Offload[" + workers.alive() + " threads, " + workers.queued() + " calls wait]";
  }
}
