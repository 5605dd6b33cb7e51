package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What the embedding of a reactor does in the reactor's backend.
class LookoutTest {
  private final WatchedBackend backend = new WatchedBackend();
  private final ForeignLoop loop = new ForeignLoop();

  @AutoClose
  private final Reactor reactor = Reactor.open(backend, Clock.system(), new SplittableRandom(1));

  @Test
  void itWaitsForEverWithoutATimerAndUntilTheNextOneWithIt() {
    try (Embedding _ = Embedding.of(reactor, loop)) {
      assertThat(backend.nextWait()).isEqualTo(Long.MAX_VALUE);
      reactor.post(() -> reactor.after(Duration.ofDays(1), () -> {}));
      loop.turn();

      assertThat(backend.nextWait())
          .isLessThanOrEqualTo(Duration.ofDays(1).toNanos())
          .isGreaterThan(Duration.ofHours(23).toNanos());
    }
  }

  @Test
  void aStepHasTheBackendForItselfAndTheWakeUpThatMadeRoomIsForgotten() {
    try (Embedding _ = Embedding.of(reactor, loop)) {
      for (int i = 0; i < 100; i++) {
        backend.nextWait();
        reactor.step();
      }
    }

    assertThat(backend.wakeupsAtPoll).hasSize(100).containsOnly(0);
    assertThat(backend.collisions).isZero();
    assertThat(loop.count()).as("nothing came").isZero();
  }

  @Test
  void inputAsksForAStep() {
    try (Embedding _ = Embedding.of(reactor, loop)) {
      backend.nextWait();
      backend.wakeup(); // as input does
      loop.turn();

      assertThat(backend.wakeupsAtPoll).hasSize(1);
    }
  }

  @Test
  void whereItsWaitFailsStepsAreAskedForAllTheSame() {
    try (Embedding _ = Embedding.of(reactor, loop)) {
      backend.nextWait();
      backend.broken = true;
      backend.wakeup();
      loop.turn();
      loop.turn();

      assertThat(backend.wakeupsAtPoll).hasSize(2);
      backend.broken = false;
    }
  }

  @Test
  void itIsOutOfTheBackendWhenTheEmbeddingIsClosed() {
    Embedding embedding = Embedding.of(reactor, loop);
    backend.nextWait();
    embedding.close();

    assertThat(backend.inside).isFalse();
  }

  /// Tells how it is waited in.
  private static final class WatchedBackend implements Backend {
    private final BlockingQueue<Long> waits = new LinkedBlockingQueue<>();
    private final Semaphore wakeups = new Semaphore(0);
    final List<Integer> wakeupsAtPoll = new ArrayList<>();
    volatile boolean inside;
    volatile boolean broken;
    int collisions;

    /// How long somebody waits now, or soon will.
    long nextWait() {
      try {
        Long nanos = waits.poll(20, TimeUnit.SECONDS);
        assertThat(nanos).isNotNull();
        return nanos;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void attachTo(Reactor reactor) {}

    @Override
    public int poll(long timeoutNanos) {
      wakeupsAtPoll.add(wakeups.drainPermits());
      collisions += inside ? 1 : 0;
      return 0;
    }

    @Override
    public void awaitInput(long timeoutNanos) throws IOException {
      if (timeoutNanos > 0) {
        inside = true;
        waits.add(timeoutNanos);
        waitUntilWoken();
        inside = false;
      }
      wakeups.drainPermits();
    }

    private void waitUntilWoken() throws IOException {
      if (!broken) {
        wakeups.acquireUninterruptibly();
      }
      if (broken) {
        throw new IOException("broken");
      }
    }

    @Override
    public void wakeup() {
      wakeups.release();
    }

    @Override
    public void close() {}
  }
}
