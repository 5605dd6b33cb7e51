package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Steps of a foreign loop, while other threads step the same reactor by hand, and close it.
@Timeout(60)
class EmbeddingRaceTest {
  private static final int REACTORS = 1_000;
  private static final int STEPS = 20;

  @AutoClose private final ExecutorService loop = Executors.newSingleThreadExecutor();

  private final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();

  private void turn(Runnable step) {
    try {
      step.run();
    } catch (Throwable e) {
      thrown.add(e);
    }
  }

  @Test
  void noStepThrowsIntoTheLoopHoweverItMeetsOneByHandOrTheClose() {
    int steps = 0;
    for (int i = 0; i < REACTORS; i++) {
      Reactor reactor = Reactor.open(Clock.system(), new SplittableRandom(42), Limits.DEFAULT);
      reactor.post(() -> reactor.everyStep(() -> {}));
      try (Embedding inside = Embedding.of(reactor, step -> loop.execute(() -> turn(step)))) {
        inside.run(() -> {}).join();
        for (int step = 0; step < STEPS; step++) {
          steps += isFreeFor(reactor::step) ? 1 : 0;
        }
        while (!isFreeFor(reactor::close)) {
          Thread.onSpinWait();
        }
      }
    }
    assertThat(thrown).isEmpty();
    assertThat(steps).isPositive();
  }

  /// By hand it is the caller who is refused, while the loop is inside.
  private static boolean isFreeFor(Runnable work) {
    try {
      work.run();
      return true;
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageStartingWith("this reactor is already being run");
      return false;
    }
  }
}
