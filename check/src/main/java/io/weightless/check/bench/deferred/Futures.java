package io.weightless.check.bench.deferred;

import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;

/// The JDK's own: CompletableFutures and virtual threads.
final class Futures implements Promises {
  @Override
  public long chains(int times) {
    return chained(times);
  }

  static long chained(int times) {
    long sum = 0;
    for (int i = 0; i < times; i++) {
      CompletableFuture<Integer> first = new CompletableFuture<>();
      CompletableFuture<Integer> last = first;
      for (int link = 0; link < CHAIN; link++) {
        last = last.thenApply(value -> value + 1);
      }
      first.complete(i);
      sum += last.join();
    }
    return sum;
  }

  @Override
  public long awaitDone(int times) throws InterruptedException {
    long[] sum = new long[1];
    Thread.startVirtualThread(
            () -> {
              for (int i = 0; i < times; i++) {
                sum[0] += CompletableFuture.completedFuture(i).join();
              }
            })
        .join();
    return sum[0];
  }

  @Override
  public long awaitPending(int times) throws InterruptedException {
    var pending = new Pending(times, CompletableFuture::join);
    Thread asking = Thread.startVirtualThread(pending::ask);
    Thread answering = Thread.startVirtualThread(pending::answer);
    asking.join();
    answering.join();
    return pending.sum();
  }

  static final class Pending extends Waits<CompletableFuture<Integer>> {
    private final ToIntFunction<CompletableFuture<Integer>> await;

    Pending(int times, ToIntFunction<CompletableFuture<Integer>> await) {
      super(times);
      this.await = await;
    }

    @Override
    CompletableFuture<Integer> promise() {
      return new CompletableFuture<>();
    }

    @Override
    void fire(CompletableFuture<Integer> promise, int value) {
      promise.complete(value);
    }

    @Override
    int await(CompletableFuture<Integer> promise) {
      return await.applyAsInt(promise);
    }
  }

  @Override
  public void close() {}
}
