package io.weightless.check.bench.deferred;

import io.weightless.deferred.Deferred;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;

/// CompletableFutures in the tasks of a reactor of ours: awaited as Deferreds, or by the JDK's own
/// wait.
final class Stages implements Promises {
  private final Reactor reactor = Reactor.open();
  private final ToIntFunction<CompletableFuture<Integer>> await;

  private Stages(ToIntFunction<CompletableFuture<Integer>> await) {
    this.await = await;
  }

  static Stages asDeferreds() {
    return new Stages(future -> Deferred.of(future).await());
  }

  static Stages joined() {
    return new Stages(CompletableFuture::join);
  }

  @Override
  public long chains(int times) {
    return Futures.chained(times);
  }

  @Override
  public long awaitDone(int times) {
    long[] sum = new long[1];
    reactor.run(() -> {
      for (int i = 0; i < times; i++) {
        sum[0] += await.applyAsInt(CompletableFuture.completedFuture(i));
      }
    });
    return sum[0];
  }

  @Override
  public long awaitPending(int times) {
    long[] sum = new long[1];
    reactor.run(() -> {
      var pending = new Futures.Pending(times, await);
      Scope.join(scope -> {
        scope.start("asks", pending::ask);
        scope.start("answers", pending::answer);
      });
      sum[0] = pending.sum();
    });
    return sum[0];
  }

  @Override
  public void close() {
    reactor.close();
  }
}
