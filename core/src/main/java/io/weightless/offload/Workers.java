package io.weightless.offload;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The threads of one offload and the calls that they run, first come first served.
///
/// Nothing here takes a lock that a task could have to wait for.
final class Workers {
  /// What a thread takes, and leaves for the next one, when there will be no more work.
  static final Runnable STOP = () -> {};

  /// A call that was withdrawn stays in the queue until there are that many: to look for each would
  /// take as long as the queue.
  static final int WITHDRAWN_AT_MOST = 1_000;

  private final int limit;
  private final long idleNanos;
  private final Consumer<Thread> starter;

  /// Calls, and at its end [#STOP].
  private final BlockingQueue<Runnable> queue = new LinkedTransferQueue<>();

  /// Calls that a thread has taken.
  private final Set<Call<?>> taken = ConcurrentHashMap.newKeySet();

  private final AtomicInteger alive = new AtomicInteger();
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger withdrawn = new AtomicInteger();
  private volatile boolean aborted;

  Workers(Limits limits, Consumer<Thread> starter) {
    limit = limits.threads();
    idleNanos = TimeUnit.NANOSECONDS.convert(limits.idle());
    this.starter = starter;
  }

  /// @throws OutOfMemoryError when a thread is needed and the system gives none
  void submit(Call<?> call) {
    queue.add(call);
    if (!queue.isEmpty() && claim()) {
      try {
        starter.accept(new Worker(this, started.incrementAndGet()));
      } catch (Throwable e) {
        alive.decrementAndGet();
        if (call.forget()) {
          throw e;
        }
      }
    }
  }

  /// Makes one thread more the caller's to start, or to stay.
  private boolean claim() {
    int threads = alive.get();
    while (threads < limit && !alive.compareAndSet(threads, threads + 1)) {
      threads = alive.get();
    }
    return threads < limit;
  }

  /// The next call for a thread, or [#STOP]. A call that comes while an idle thread ends either
  /// sees that there is one less, or is seen by it.
  Runnable next() {
    while (true) {
      Runnable next = poll();
      if (next == STOP) {
        queue.add(STOP);
      }
      if (next != null && next != STOP) {
        return next;
      }
      alive.decrementAndGet();
      if (next == STOP || queue.isEmpty() || !claim()) {
        return STOP;
      }
    }
  }

  private @Nullable Runnable poll() {
    while (true) {
      try {
        return queue.poll(idleNanos, TimeUnit.NANOSECONDS);
      } catch (InterruptedException _) {
        // nobody of ours; the next wait is as long
      }
    }
  }

  /// From now on a thread that finds nothing else to do ends.
  void stop() {
    queue.add(STOP);
  }

  /// Ends what waits and what runs.
  void abort() {
    aborted = true;
    queue.forEach(Workers::abort);
    taken.forEach(Call::abort);
  }

  private static void abort(Runnable waiting) {
    if (waiting instanceof Call<?> call) {
      call.abort();
    }
  }

  boolean isAborted() {
    return aborted;
  }

  /// Either an abort sees this call, or it sees that there was one.
  void took(Call<?> call) {
    taken.add(call);
    if (aborted) {
      call.abort();
    }
  }

  void gave(Call<?> call) {
    taken.remove(call);
  }

  void withdrew() {
    if (withdrawn.incrementAndGet() % WITHDRAWN_AT_MOST == 0) {
      queue.removeIf(waiting -> waiting instanceof Call<?> call && call.isWithdrawn());
    }
  }

  int alive() {
    return alive.get();
  }

  /// Entries of the queue, withdrawn ones too.
  int queued() {
    return queue.size();
  }
}
