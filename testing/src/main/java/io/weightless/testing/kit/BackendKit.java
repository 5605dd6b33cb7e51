package io.weightless.testing.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Backend;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Deadlock;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every `Backend` promises to its reactor, in real time: a wait ends when it should, once,
/// and costs one look.
public interface BackendKit {
  /// Before a lost wake-up is noticed by anything else.
  int PATIENCE_SECONDS = 20;

  Duration LONG = Duration.ofDays(1);

  /// A new one, for one reactor.
  Backend openBackend() throws IOException;

  /// Opens a reactor on `backend`, in real time.
  private static Reactor open(Backend backend) {
    return Reactor.open(backend, Clock.system(), new SplittableRandom(1));
  }

  @Test
  default void aWaitEndsWithItsTimeAndDoesNotSpin() throws IOException {
    CountedBackend counted = new CountedBackend(openBackend());
    try (Reactor reactor = open(counted)) {
      reactor.run(() -> Task.sleep(Duration.ofNanos(2_700_000)));

      assertTrue(counted.polls() < 8, () -> "looked " + counted.polls() + " times");
    }
  }

  @Test
  default void aStepWithoutPatienceDoesNotWait() throws IOException {
    CountedBackend counted = new CountedBackend(openBackend());
    try (Reactor reactor = open(counted)) {
      assertFalse(reactor.step());
      assertFalse(reactor.step());

      assertEquals(2, counted.polls());
    }
  }

  @Test
  default void aWakeupBeforeTheWaitEndsIt() throws IOException {
    Backend backend = openBackend();
    try (Reactor reactor = open(backend)) {
      backend.wakeup();

      assertFalse(reactor.step(LONG));
    }
  }

  @Test
  default void manyWakeupsAreOne() throws IOException {
    CountedBackend counted = new CountedBackend(openBackend());
    try (Reactor reactor = open(counted)) {
      for (int i = 0; i < 100_000; i++) {
        counted.wakeup();
      }
      reactor.step(LONG);
      reactor.step();
      int before = counted.polls();
      reactor.run(() -> Task.sleep(Duration.ofNanos(2_700_000)));

      assertTrue(counted.polls() - before < 8);
    }
  }

  @Test
  default void aWakeupOfAnotherThreadEndsAWait() throws IOException {
    CountedBackend counted = new CountedBackend(openBackend());
    try (Reactor reactor = open(counted)) {
      Thread loop = Thread.currentThread();
      AtomicBoolean woken = new AtomicBoolean();
      Thread waker = Thread.ofPlatform().start(() -> wakeWhileItPolls(loop, counted, woken));
      while (!woken.get()) {
        reactor.step(LONG);
      }

      assertTrue(counted.polls() < 8);
      join(waker);
    }
  }

  private static void wakeWhileItPolls(Thread loop, Backend backend, AtomicBoolean woken) {
    while (!isIn(loop, "poll")) {
      Thread.onSpinWait();
    }
    woken.set(true);
    backend.wakeup();
  }

  private static boolean isIn(Thread thread, String method) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getMethodName().equals(method)) {
        return true;
      }
    }
    return false;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  default void noPostOfAnotherThreadIsMissed() throws IOException {
    CompletableFuture<Integer> posted = new CompletableFuture<>();
    try (Reactor reactor = open(openBackend())) {
      reactor.run(() -> {
        Suspension<@Nullable Void> end = new Suspension<>("the last post");
        Thread.ofPlatform()
            .start(() -> {
              posted.completeAsync(() -> postOneAfterTheOther(reactor), Runnable::run);
              reactor.post(() -> end.resume(null));
            });
        end.await(() -> true);
      });
    }

    assertEquals(3_000, posted.join());
  }

  /// Each when the one before it has run, and the loop may be about to wait.
  private static int postOneAfterTheOther(Reactor reactor) {
    int posts = 0;
    while (posts < 3_000) {
      CompletableFuture<@Nullable Void> ran = new CompletableFuture<>();
      reactor.post(() -> ran.complete(null));
      ran.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
      posts++;
    }
    return posts;
  }

  @Test
  default void anEmptyOneIsQuietSoThatADeadlockIsFound() throws IOException {
    Backend backend = openBackend();
    try (Reactor reactor = Reactor.open(backend, new VirtualClock(), new SplittableRandom(1))) {
      assertTrue(backend.isQuiet());
      assertThrows(
          Deadlock.class,
          () -> reactor.run(() -> new Suspension<@Nullable Void>("nothing").await(() -> true)));
    }
  }
}
