package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Suspension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WakeUpTest {
  private static final long FOR_EVER = Long.MAX_VALUE;
  private static final int ROUNDS = 2_000;

  private final ScriptedBackend backend = new ScriptedBackend();

  @AutoClose
  private final Reactor reactor = Reactor.open(backend, Clock.system(), new SplittableRandom(42));

  @Test
  void aLoopThatWaitsForEverIsWokenByAPostAndHasNotPolledMeanwhile() throws Exception {
    // twice, for the first time the main task may also wait for the JDK to load its classes
    timeoutsUntilAPostWakesALoopThatWaitsForEver();

    // main is ready, so the first poll does not wait; the second waits for ever, and is woken
    assertThat(timeoutsUntilAPostWakesALoopThatWaitsForEver()).containsExactly(0L, FOR_EVER);
  }

  @Test
  void aLoopWithATimerWaitsNoLongerThanUntilThen() {
    reactor.run(() -> {
      Suspension<@Nullable Void> due = new Suspension<>("an answer");
      reactor.after(Duration.ofMillis(20), () -> due.resume(null));
      backend.timeouts.clear();
      due.awaitShielded();
    });

    assertThat(backend.timeouts).isNotEmpty().allMatch(nanos -> nanos <= 20_000_000);
  }

  @Test
  void aLoopDoesNotWaitWhileSomethingIsReady() {
    reactor.run(() -> {
      Suspension.yield();
      backend.timeouts.clear();
      for (int i = 0; i < 1_000; i++) {
        Suspension.yield();
      }
    });

    assertThat(backend.timeouts).containsOnly(0L);
  }

  @Test
  void aLoopDoesNotWaitWhileThereIsARepeatingCallback() {
    reactor.run(() -> {
      Suspension<@Nullable Void> seen = new Suspension<>("an answer");
      int[] steps = {0};
      Repeating repeating =
          reactor.everyStep(() -> {
            if (++steps[0] == 10) {
              seen.resume(null);
            }
          });
      backend.timeouts.clear();
      seen.awaitShielded();
      repeating.cancel();
    });

    assertThat(backend.timeouts).containsOnly(0L);
  }

  @Test
  void noWakeUpIsLostHoweverThePostFallsIntoTheLoop() throws Exception {
    pingPong(reactor);
  }

  @Test
  void noWakeUpIsLostWithoutInputAndOutput() throws Exception {
    try (Reactor parked = Reactor.open(Clock.system(), new SplittableRandom(1), Limits.DEFAULT)) {
      pingPong(parked);
    }
  }

  @Test
  void aWakeUpThatComesBeforeTheWaitEndsIt() {
    Parked parked = new Parked();
    parked.wakeup();

    assertThat(parked.poll(FOR_EVER)).isZero();
  }

  private static List<Long> timeoutsUntilAPostWakesALoopThatWaitsForEver() throws Exception {
    ScriptedBackend backend = new ScriptedBackend();
    List<Suspension<@Nullable Void>> waits = new ArrayList<>();
    try (Reactor reactor = Reactor.open(backend, Clock.system(), new SplittableRandom(42))) {
      Thread other =
          Thread.ofPlatform()
              .start(() -> {
                await(backend.waitsForEver);
                reactor.post(() -> waits.getFirst().resume(null));
              });
      reactor.run(() -> {
        waits.add(new Suspension<>("an answer"));
        waits.getFirst().awaitShielded();
      });
      other.join();
      return List.copyOf(backend.timeouts);
    }
  }

  /// Each post comes when the loop is about to fall asleep from the one before.
  private static void pingPong(Reactor reactor) throws InterruptedException {
    BlockingQueue<Suspension<@Nullable Void>> requests = new SynchronousQueue<>();
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < ROUNDS; i++) {
                Suspension<@Nullable Void> request = take(requests);
                reactor.post(() -> request.resume(null));
              }
            });
    reactor.run(() -> {
      for (int i = 0; i < ROUNDS; i++) {
        Suspension<@Nullable Void> reply = new Suspension<>("an answer");
        while (!requests.offer(reply)) {
          Thread.onSpinWait();
        }
        reply.awaitShielded();
      }
    });
    other.join();
  }

  private static <T> T take(BlockingQueue<T> queue) {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
