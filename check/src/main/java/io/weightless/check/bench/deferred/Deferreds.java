package io.weightless.check.bench.deferred;

import io.weightless.deferred.Deferred;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;

/// Ours: Deferreds and tasks of one reactor.
final class Deferreds implements Promises {
  private final Reactor reactor = Reactor.open();

  @Override
  public long chains(int times) {
    long[] sum = new long[1];
    reactor.run(() -> {
      for (int i = 0; i < times; i++) {
        Deferred<Integer> chain = new Deferred<>();
        for (int link = 0; link < CHAIN; link++) {
          chain.addCallback(value -> value + 1);
        }
        chain.callback(i);
        sum[0] += chain.result();
      }
    });
    return sum[0];
  }

  @Override
  public long awaitDone(int times) {
    long[] sum = new long[1];
    reactor.run(() -> {
      for (int i = 0; i < times; i++) {
        sum[0] += Deferred.succeed(i).await();
      }
    });
    return sum[0];
  }

  @Override
  public long awaitPending(int times) {
    long[] sum = new long[1];
    reactor.run(() -> {
      Pending pending = new Pending(times);
      Scope.join(scope -> {
        scope.start("asks", pending::ask);
        scope.start("answers", pending::answer);
      });
      sum[0] = pending.sum();
    });
    return sum[0];
  }

  private static final class Pending extends Waits<Deferred<Integer>> {
    Pending(int times) {
      super(times);
    }

    @Override
    Deferred<Integer> promise() {
      return new Deferred<>();
    }

    @Override
    void fire(Deferred<Integer> promise, int value) {
      promise.callback(value);
    }

    @Override
    int await(Deferred<Integer> promise) {
      return promise.await();
    }
  }

  @Override
  public void close() {
    reactor.close();
  }
}
