package io.weightless.engine.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Hands work to a platform thread, for only a platform thread can carry.
public final class Platform {
  private Platform() {}

  /// Runs `work` on a platform thread and waits for it: on the caller itself when it is one; for a
  /// strand on its own carrier's thread, between two turns, so that its reactor does not go on
  /// meanwhile; for any other virtual thread on a thread made for it. What `work` throws is thrown.
  public static void call(Runnable work) {
    if (!Thread.currentThread().isVirtual()) {
      work.run();
      return;
    }
    Strand strand = Engine.ENGINE.strand();
    if (strand == null) {
      onNewThread(work);
    } else {
      betweenTurns(strand, work);
    }
  }

  private static void betweenTurns(Strand strand, Runnable work) {
    Suspension<@Nullable Void> done = new Suspension<>();
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

  private static void onNewThread(Runnable work) {
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("weightless-stepper")
        .start(() -> {
          try {
            work.run();
            done.complete(null);
          } catch (Throwable e) {
            done.completeExceptionally(e);
          }
        });
    try {
      done.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }
}
