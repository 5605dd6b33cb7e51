package io.weightless.offload;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Suspension;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One call in flight: a task that waits, and the job that a thread runs for it.
///
/// Two sides meet here, the task's reactor and the thread, and each moves [#state] by compare and
/// set; there is no lock, for a cancellation comes in the middle of another task's turn, which must
/// not wait. The answer goes to the reactor as a post, and is taken there.
final class Call<T extends @Nullable Object>
    implements Runnable, Suspension.Withdrawal, Suspension.Foreign {
  private enum State {
    /// To RUNNING by a thread, to WITHDRAWN when it is cancelled or aborted.
    WAITING,
    WITHDRAWN,
    /// To INTERRUPTING and back by an interrupt, to ENDED when the job returns or throws.
    RUNNING,
    /// The thread can't go on to its next job, which the interrupt is not meant for.
    INTERRUPTING,
    ENDED
  }

  private final Workers workers;
  private final boolean abandonable;

  /// Says that the offload need not stay open for this call any more.
  private final Runnable release;

  private final Carrier carrier = Carrier.current();
  private final Suspension<T> answer = new Suspension<>(this);
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

  private final AtomicBoolean released = new AtomicBoolean();

  /// What nobody will run any more is forgotten: the queue may hold the call for longer.
  private volatile @Nullable Job<T, ?> job;

  private volatile @Nullable Thread thread;

  /// Whether the task went on without the answer.
  private volatile boolean left;

  Call(Workers workers, Job<T, ?> job, boolean abandonable, Runnable release) {
    this.workers = workers;
    this.job = job;
    this.abandonable = abandonable;
    this.release = release;
  }

  T await() {
    return answer.await(this);
  }

  boolean isWithdrawn() {
    return state.get() == State.WITHDRAWN;
  }

  /// On the thread.
  @Override
  public void run() {
    Job<T, ?> work = job;
    thread = Thread.currentThread();
    workers.took(this);
    if (work != null && state.compareAndSet(State.WAITING, State.RUNNING)) {
      perform(work);
    }
    workers.gave(this);
  }

  private void perform(Job<T, ?> work) {
    Runnable result;
    @Nullable Throwable failure = null;
    try {
      T value = work.run();
      result = () -> answer.resume(value);
    } catch (Throwable e) {
      failure = e;
      result = () -> answer.fail(e);
    }
    while (!state.compareAndSet(State.RUNNING, State.ENDED)) {
      Thread.onSpinWait();
    }
    Thread.interrupted(); // it was for this job, and for no other
    deliver(result, failure);
    release();
  }

  /// The carrier's own post, which neither a limit nor the reactor's close refuses: a task waits
  /// for it. Nobody waits when it was left, and then the reactor may be gone.
  private void deliver(Runnable result, @Nullable Throwable failure) {
    if (left) {
      report(failure);
      return;
    }
    carrier.post(() -> {
      release(); // the task may close the offload before the thread comes to it
      if (left) {
        report(failure);
      } else {
        result.run();
      }
    });
  }

  private void report(@Nullable Throwable failure) {
    if (failure != null && !isInterruption(failure)) {
      carrier.failures().report("work whose call had been cancelled", failure);
    }
  }

  /// What a job ends with that was interrupted in a wait of the JDK.
  static boolean isInterruption(Throwable failure) {
    return failure instanceof InterruptedException || failure instanceof ClosedByInterruptException;
  }

  /// The task is cancelled. The interrupt is a post, because it takes a monitor of the JDK.
  @Override
  public boolean withdraw() {
    if (forget()) {
      workers.withdrew();
      return true;
    }
    carrier.post(this::interrupt);
    if (leave()) {
      release();
      return true;
    }
    return false;
  }

  /// False when it is too late: a thread runs it.
  boolean forget() {
    if (takeBack()) {
      release();
      return true;
    }
    return false;
  }

  /// The offload is aborted.
  void abort() {
    boolean unanswered = takeBack();
    if (!unanswered) {
      interrupt();
      unanswered = leave();
    }
    if (unanswered) {
      carrier.post(() -> answer.fail(new CancellationException(Offload.ABORTED)));
      release();
    }
  }

  private boolean takeBack() {
    if (!state.compareAndSet(State.WAITING, State.WITHDRAWN)) {
      return false;
    }
    job = null;
    return true;
  }

  /// Whether the task need not wait for the end of it. One that has ended is answered.
  private boolean leave() {
    if (!abandonable || state.get() == State.ENDED) {
      return false;
    }
    left = true;
    return true;
  }

  private void interrupt() {
    if (state.compareAndSet(State.RUNNING, State.INTERRUPTING)) {
      try {
        Objects.requireNonNull(thread).interrupt();
      } finally {
        state.set(State.RUNNING);
      }
    }
  }

  private void release() {
    if (released.compareAndSet(false, true)) {
      release.run();
    }
  }
}
