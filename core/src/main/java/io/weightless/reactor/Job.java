package io.weightless.reactor;

import io.weightless.engine.internal.Callback;
import io.weightless.engine.internal.Rethrow;
import io.weightless.engine.internal.Strand;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Delayed;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What was submitted to a [ReactorExecutor]: it runs as a task, once or again and again, each time
/// as a task of its own.
///
/// Any thread cancels it, or takes it back before it has begun; so [#phase] moves by compare and
/// set, and there is no lock for which a task would have to wait.
final class Job<T extends @Nullable Object> extends ReactorFuture<T>
    implements RunnableScheduledFuture<T> {
  private enum Phase {
    /// To RUNNING at its turn, to ENDED when it is cancelled, to TAKEN by shutdownNow.
    WAITING,
    /// Back to WAITING between two runs, or to ENDED.
    RUNNING,
    /// Somebody has it who may run it himself: to ENDED.
    TAKEN,
    ENDED
  }

  /// First come, first served.
  static final Comparator<Job<?>> BY_SEQUENCE = Comparator.comparingLong(job -> job.sequence);

  private final Jobs jobs;
  private final Callable<? extends T> work;
  private final Kind kind;

  /// From the start of a run to that of the next, or below zero from its end.
  private final long period;

  private final long sequence;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);

  /// By the reactor's clock.
  private volatile long due;

  private volatile @Nullable Alarm alarm;
  private volatile @Nullable JobLife run;

  /// Where it came from.
  ///
  /// @param given what the work calls
  /// @param hasFuture false when nobody gets to see the job, and a failure of it is the reactor's
  record Kind(Object given, boolean hasFuture) {}

  Job(ReactorExecutor executor, Kind kind, Callable<? extends T> work, long due, long period) {
    super(executor);
    jobs = executor.jobs();
    this.kind = kind;
    this.work = work;
    this.due = due;
    this.period = period;
    sequence = jobs.nextSequence();
  }

  String name() {
    return Callback.nameOf(kind.given);
  }

  long due() {
    return due;
  }

  void alarm(Alarm set) {
    alarm = set;
    if (phase.get() != Phase.WAITING) {
      set.cancel(); // it was cancelled meanwhile
    }
  }

  boolean isRunOf(Strand caller) {
    JobLife present = run;
    return present != null && present.isOf(caller);
  }

  /// Its turn, on a task of its own. Nothing happens when somebody was quicker.
  void begin(JobLife life) {
    if (!phase.compareAndSet(Phase.WAITING, Phase.RUNNING)) {
      return;
    }
    run = life;
    if (Strand.current().isCancelled()) {
      Thread.currentThread().interrupt(); // its first wait may be one of the JDK
    }
    try {
      perform();
    } finally {
      run = null;
      goOn();
    }
  }

  private void perform() {
    if (isDone()) {
      return; // somebody has completed it
    }
    try {
      T value = work.call();
      if (!isPeriodic()) {
        complete(value);
      }
    } catch (Throwable e) {
      failed(e);
    }
  }

  private void failed(Throwable thrown) {
    if (JobLife.isUnwinding(thrown)) {
      super.cancel(false);
      return;
    }
    completeExceptionally(new CompletionException(thrown)); // as a stage: get tells all from it
    if (!kind.hasFuture) {
      Rethrow.<RuntimeException>as(thrown);
    }
  }

  /// A run has ended.
  private void goOn() {
    if (!isPeriodic() || isDone() || jobs.isShut()) {
      super.cancel(false); // nothing happens to one that is done
      phase.set(Phase.ENDED);
      jobs.ended(this);
      return;
    }
    due = period > 0 ? due + period : jobs.now() - period;
    phase.set(Phase.WAITING);
    if (!isDone()) {
      jobs.armOrRefuse(this);
    } else {
      withdraw();
    }
  }

  /// Gives it back to whoever submitted it.
  ///
  /// @return null when it has begun, or is gone
  @Nullable Runnable take() {
    if (!phase.compareAndSet(Phase.WAITING, Phase.TAKEN)) {
      return null;
    }
    leave();
    return kind.hasFuture ? this : (Runnable) kind.given;
  }

  /// What it would have run is not run any more.
  private boolean withdraw() {
    boolean waited = phase.compareAndSet(Phase.WAITING, Phase.ENDED);
    if (waited) {
      leave();
    }
    return waited;
  }

  private void leave() {
    Alarm set = alarm;
    if (set != null) {
      set.cancel();
    }
    jobs.ended(this);
  }

  /// It can't be run.
  void refuse(Throwable reason) {
    completeExceptionally(reason);
    withdraw();
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled && !withdraw() && mayInterruptIfRunning) {
      interrupt("its future was cancelled");
    }
    return cancelled;
  }

  /// Cancels its present run.
  void interrupt(String why) {
    jobs.onReactor(() -> {
      JobLife present = run;
      if (present != null) {
        present.cancel(why);
      }
    });
  }

  /// Runs it on the calling thread: for what shutdownNow gave back.
  @Override
  public void run() {
    if (isPeriodic()) {
      cancel(false);
    } else if (phase.compareAndSet(Phase.TAKEN, Phase.ENDED) || withdraw()) {
      perform();
    }
  }

  @Override
  public boolean isPeriodic() {
    return period != 0;
  }

  @Override
  public long getDelay(TimeUnit unit) {
    return unit.convert(due - jobs.now(), TimeUnit.NANOSECONDS);
  }

  @Override
  public int compareTo(Delayed other) {
    if (other instanceof Job<?> job) {
      int byTime = Long.signum(due - job.due);
      return byTime == 0 ? Long.compare(sequence, job.sequence) : byTime;
    }
    return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
  }

  /// Only its reactor runs it, so on that reactor all can wait for it in vain.
  @Override
  Object awaited() {
    return jobs.isOfCaller() ? this : super.awaited();
  }

  @Override
  public String toString() {
    return "Job[" + name() + ", " + state() + "]";
  }
}
