package io.weightless.engine.internal;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Hands work to a platform thread, for only a platform thread can carry.
public final class Platform {
  /// As many as are inside at a time.
  private static final ThreadPoolExecutor STEPPERS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          1,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("weightless-stepper").factory());

  private Platform() {}

  /// Runs `work` on a platform thread and waits for it: on the caller itself when it is one; for a
  /// strand on its own carrier's thread, between two turns, so that its reactor does not go on
  /// meanwhile; for any other virtual thread on a thread kept for that. What `work` throws is
  /// thrown.
  ///
  /// - **Cancelled**: it goes on; for work that ends by itself, or has to be done.
  public static void call(Runnable work) {
    call(work, false, () -> {});
  }

  /// The same for work that may take for ever.
  ///
  /// - **Cancelled**: a strand's that has not begun is not done.
  ///
  /// @param interrupted called on the waiting thread when it is interrupted: a platform thread's
  ///   own flag would not do, for the JDK clears it when it mounts a virtual thread
  public static void callCancellably(Runnable work, Runnable interrupted) {
    call(work, true, interrupted);
  }

  /// Runs `work` on a thread kept for that, and waits for it; a strand's reactor goes on meanwhile.
  /// What is set aside on a platform thread takes along the monitors which that thread holds, so it
  /// must be one that holds none. What `work` throws is thrown.
  ///
  /// @param interrupted called when the waiting thread is interrupted meanwhile, or the waiting
  ///   task cancelled
  static void callApart(Runnable work, Runnable interrupted) {
    if (Engine.ENGINE.strand() != null) {
      new Elsewhere(work).await(interrupted);
      return;
    }
    boolean before = Thread.interrupted();
    try {
      onStepper(work, interrupted);
    } finally {
      if (before) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Begins `work` on such a thread.
  public static void begin(Runnable work) {
    STEPPERS.execute(work);
  }

  /// Work that runs beside the reactor of the strand that waits for it.
  private static final class Elsewhere implements Suspension.Foreign {
    private final FutureTask<@Nullable Void> done;
    private final Suspension<@Nullable Void> over = new Suspension<>(this);

    Elsewhere(Runnable work) {
      done = new FutureTask<>(work, null);
    }

    /// Cancelled it waits on, for the work's own waits end then.
    void await(Runnable interrupted) {
      STEPPERS.execute(() -> {
        done.run();
        over.strand().carrier().post(this, () -> over.resume(null));
      });
      over.await(() -> {
        interrupted.run();
        return false;
      });
      throwFailureOf(done);
    }

    @Override
    public String toString() {
      return "a step of a coroutine that began outside of reactors";
    }
  }

  private static void call(Runnable work, boolean cancellable, Runnable interrupted) {
    if (!Thread.currentThread().isVirtual()) {
      work.run();
      return;
    }
    if (Engine.ENGINE.strand() == null) {
      onStepper(work, interrupted);
    } else {
      new BetweenTurns(work).call(cancellable);
    }
  }

  /// Work that runs in place of the reactor of the strand that waits for it.
  private static final class BetweenTurns implements Runnable, Suspension.Withdrawal {
    private final Runnable work;
    private final Suspension<@Nullable Void> done = new Suspension<>(this);
    private boolean begun;
    private boolean withdrawn;

    BetweenTurns(Runnable work) {
      this.work = work;
    }

    void call(boolean cancellable) {
      if (cancellable) {
        Suspension.checkpoint();
      }
      done.strand().carrier().post(toString(), this);
      if (cancellable) {
        done.await(this);
      } else {
        done.awaitShielded();
      }
    }

    @Override
    public boolean withdraw() {
      withdrawn = !begun;
      return withdrawn;
    }

    @Override
    public void run() {
      if (withdrawn) {
        return;
      }
      begun = true;
      try {
        work.run();
        done.resume(null);
      } catch (Throwable e) {
        done.fail(e);
      }
    }

    @Override
    public String toString() {
      return "what task "
          + done.strand().quotedName()
          + " runs on its reactor's own thread (another reactor)";
    }
  }

  private static void onStepper(Runnable work, Runnable interrupted) {
    FutureTask<@Nullable Void> done = new FutureTask<>(work, null);
    STEPPERS.execute(done);
    boolean wasInterrupted = false;
    while (!done.isDone()) {
      try {
        done.get();
      } catch (InterruptedException e) {
        wasInterrupted = true;
        interrupted.run();
      } catch (ExecutionException e) {
        assert done.isDone(); // what it threw is thrown below
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
    throwFailureOf(done);
  }

  private static void throwFailureOf(FutureTask<?> done) {
    if (done.state() == Future.State.FAILED) {
      throw rethrown(done.exceptionNow());
    }
  }

  private static RuntimeException rethrown(Throwable thrown) {
    return switch (thrown) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      default -> new IllegalStateException(thrown);
    };
  }
}
