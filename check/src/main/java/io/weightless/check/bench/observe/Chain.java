package io.weightless.check.bench.observe;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Io;
import io.weightless.coroutine.Step;
import io.weightless.reactor.Reactor;

/// A sender, some hops, and a leaf. Each work sends the numbers from 0 and gives the sum of what
/// came of them: of the answers, or of what the leaf was told.
///
/// @param sender hands what it is asked to the first hop
record Chain(Numbers sender, Leaf leaf) {
  long call(int times) {
    long sum = 0;
    for (int i = 0; i < times; i++) {
      sum += sender.more(i);
    }
    return sum;
  }

  long tell(int times) {
    for (int i = 0; i < times; i++) {
      sender.add(i);
    }
    return leaf.takeSum();
  }

  long any(int times) {
    return inCoroutine(io -> {
      long sum = 0;
      for (int i = 0; i < times; i++) {
        sum += io.call(sender.asking(i));
      }
      return sum;
    });
  }

  long all(int times) {
    return inCoroutine(io -> {
      for (int i = 0; i < times; i++) {
        var _ = io.call(sender.adding(i));
      }
      return leaf.takeSum();
    });
  }

  private interface Work {
    long run(Io<Object, Object> io) throws Exception;
  }

  /// One that neither reads nor writes, so that nothing is switched.
  private static long inCoroutine(Work work) {
    long[] sum = new long[1];
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> {
        Coroutine<Object, Object, Long> coroutine = Coroutine.of("sends", work::run);
        if (coroutine.next() instanceof Step.Done<?, ?, Long>(Long result, _)) {
          sum[0] = result;
        }
      });
    }
    return sum[0];
  }
}
