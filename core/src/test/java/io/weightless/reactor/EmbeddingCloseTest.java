package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The end of an embedding while its loop runs a step.
@Timeout(60)
class EmbeddingCloseTest {
  private static final int ROUNDS = 500;

  @AutoClose private final ExecutorService loop = Executors.newSingleThreadExecutor();

  private final Reactor reactor = open();
  private final Embedding embedding = Embedding.of(reactor, loop);

  private static Reactor open() {
    return Reactor.open(Clock.system(), new SplittableRandom(42), Limits.DEFAULT);
  }

  @Test
  void theReactorMayBeClosedAfterItThoughAStepWasUnderWay() throws Exception {
    Thread here = Thread.currentThread();
    CompletableFuture<Boolean> waited = new CompletableFuture<>();
    CompletableFuture<Boolean> begun = new CompletableFuture<>();
    CompletableFuture<Boolean> closing = new CompletableFuture<>();
    reactor.post(() -> {
      begun.complete(true);
      closing.join();
      while (embeddedStill() || here.getState() == Thread.State.RUNNABLE) {
        Thread.onSpinWait();
      }
      waited.complete(here.getState() == Thread.State.WAITING);
    });
    begun.join();
    closing.complete(true);
    embedding.close();
    assertThat(waited).as("before close returns").isCompletedWithValue(true);
    reactor.close();
  }

  private boolean embeddedStill() {
    return reactor.loop().embedding() != null;
  }

  @Test
  void theReactorMayBeClosedAfterItHoweverItFallsIntoTheSteps() {
    closeBoth(embedding, reactor);
    for (int i = 0; i < ROUNDS; i++) {
      Reactor other = open();
      other.post(() -> other.everyStep(() -> {}));
      Embedding inside = Embedding.of(other, loop);
      inside.run(() -> {}).join();
      closeBoth(inside, other);
    }
  }

  private static void closeBoth(Embedding inside, Reactor reactor) {
    inside.close();
    reactor.close();
  }

  @Test
  void aTaskInsideOfItMayCloseIt() throws Exception {
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    var _ =
        embedding.run(() -> {
          embedding.close();
          closed.complete(true);
        });
    assertThat(closed.get(20, TimeUnit.SECONDS)).isTrue();
    embedding.close();
    reactor.close();
  }

  @Test
  void whoIsToldOfTheEndOfARunMayCloseBoth() throws Exception {
    CompletableFuture<Boolean> go = new CompletableFuture<>();
    CompletableFuture<?> done = embedding.run(go::join);
    CompletableFuture<Void> closed = done.thenRun(() -> closeBoth(embedding, reactor));
    go.complete(true);

    closed.get(20, TimeUnit.SECONDS);
  }
}
