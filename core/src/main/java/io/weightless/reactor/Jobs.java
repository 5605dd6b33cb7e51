package io.weightless.reactor;

import io.weightless.engine.internal.Strand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The jobs of one executor that have not ended, and whether it takes more. From any thread, and
/// without a lock.
final class Jobs {
  private final ConcurrentSkipListSet<Job<?>> living = new ConcurrentSkipListSet<>(Job.BY_SEQUENCE);

  /// One for each of them, and one until the executor is shut down. Zero is the end.
  private final AtomicInteger held = new AtomicInteger(1);

  private final AtomicBoolean shut = new AtomicBoolean();
  private final AtomicLong sequence = new AtomicLong();
  private final Reactor reactor;
  private final CompletableFuture<@Nullable Void> over;

  /// @param over completed when it is shut down and all have ended
  Jobs(Reactor reactor, CompletableFuture<@Nullable Void> over) {
    this.reactor = reactor;
    this.over = over;
  }

  long now() {
    return reactor.clock().nanos();
  }

  boolean isOfCaller() {
    return reactor.carrier().owned();
  }

  /// @throws RejectedExecutionException when it is shut down, the reactor closed, or over its limit
  <T extends @Nullable Object> Job<T> start(Job<T> job) {
    boolean atOnce = job.due() - now() <= 0;
    admit(job);
    try {
      reactor.checkOpen();
      if (atOnce) {
        reactor.posts().add();
        begin(job, reactor.posts()::remove);
      } else if (isOfCaller()) {
        arm(job);
      } else {
        reactor.post(() -> armOrRefuse(job));
      }
    } catch (IllegalStateException e) {
      job.take();
      throw new RejectedExecutionException(e.getMessage(), e);
    }
    return job;
  }

  /// @param hasTurn called when the task has its first one
  private void begin(Job<?> job, Runnable hasTurn) {
    JobLife life = new JobLife(job, hasTurn);
    if (isOfCaller()) {
      Strand.start(job.name(), life);
    } else {
      reactor.carrier().post(job, () -> Strand.startNext(job.name(), life));
    }
  }

  /// On the reactor: it begins when it is due, or its future says why it can't.
  void armOrRefuse(Job<?> job) {
    try {
      arm(job);
    } catch (IllegalStateException e) {
      job.refuse(new RejectedExecutionException(e.getMessage(), e));
    }
  }

  private void arm(Job<?> job) {
    Alarm alarm = new Alarm(reactor, job.due(), () -> begin(job, () -> {}));
    alarm.arm();
    job.alarm(alarm);
  }

  /// One in so many nanoseconds.
  Alarm alarm(long nanos, Runnable callback) {
    return new Alarm(reactor, now() + Nanos.atMostForever(Math.max(0, nanos)), callback);
  }

  void onReactor(Runnable work) {
    Alarm.onReactor(reactor, work);
  }

  long nextSequence() {
    return sequence.getAndIncrement();
  }

  boolean isShut() {
    return shut.get();
  }

  /// @throws RejectedExecutionException when it is shut down
  private void admit(Job<?> job) {
    int holds = held.get();
    while (holds > 0 && !held.compareAndSet(holds, holds + 1)) {
      holds = held.get();
    }
    if (holds == 0) {
      throw shutDown();
    }
    living.add(job);
    if (isShut() && job.take() != null) { // or shutdownNow has taken it
      throw shutDown();
    }
  }

  private static RejectedExecutionException shutDown() {
    return new RejectedExecutionException("this executor is shut down: open another one");
  }

  void ended(Job<?> job) {
    if (living.remove(job)) {
      release();
    }
  }

  private void release() {
    if (held.decrementAndGet() == 0) {
      over.complete(null);
    }
  }

  /// Idempotent.
  void shut() {
    if (shut.compareAndSet(false, true)) {
      release();
    }
  }

  /// Those that would begin again and again.
  void cancelPeriodic() {
    for (Job<?> job : living) {
      if (job.isPeriodic()) {
        job.cancel(false);
      }
    }
  }

  /// Takes those that have not begun, first come first; interrupts the others.
  List<Runnable> takeAll() {
    List<Runnable> taken = new ArrayList<>();
    for (Job<?> job : living) {
      Runnable given = job.take();
      if (given == null) {
        job.interrupt("its executor was shut down");
      } else {
        taken.add(given);
      }
    }
    return taken;
  }

  /// There is no reactor any more.
  void cancelAll() {
    for (Job<?> job : living) {
      job.cancel(true);
    }
  }

  int count() {
    return living.size();
  }

  /// Whether one of them has the task that calls.
  boolean isRunning(Strand caller) {
    for (Job<?> job : living) {
      if (job.isRunOf(caller)) {
        return true;
      }
    }
    return false;
  }
}
