package io.weightless.engine.internal;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Hands work to a platform thread, for only a platform thread can carry.
public final class Platform {
  private Platform() {}

  /// Runs `work` on a platform thread and waits for it: on the caller itself when it is one; for a
  /// strand on its own carrier's thread, between two turns, so that its reactor does not go on
  /// meanwhile; for any other virtual thread on a thread made for it. What `work` throws is thrown.
  public static void call(Runnable work) {
    call(work, () -> {});
  }

  /// The same.
  ///
  /// @param interrupted called on the waiting thread when it is interrupted: a platform thread's
  ///   own flag would not do, for the JDK clears it when it mounts a virtual thread
  public static void call(Runnable work, Runnable interrupted) {
    if (!Thread.currentThread().isVirtual()) {
      work.run();
      return;
    }
    Strand strand = Engine.ENGINE.strand();
    if (strand == null) {
      onNewThread(work, interrupted);
    } else {
      betweenTurns(strand, work);
    }
  }

  private static void betweenTurns(Strand strand, Runnable work) {
    Suspension<@Nullable Void> done = new Suspension<>("what runs in place of its reactor");
    strand
        .carrier()
        .post(() -> {
          try {
            work.run();
            done.resume(null);
          } catch (Throwable e) {
            done.fail(e);
          }
        });
    done.awaitShielded();
  }

  private static void onNewThread(Runnable work, Runnable interrupted) {
    FutureTask<@Nullable Void> done = new FutureTask<>(work, null);
    Thread.ofPlatform().daemon().name("weightless-stepper").start(done);
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
