package io.weightless.check.bench.event;

import io.weightless.event.Asks;
import io.weightless.event.Bus;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;

/// A bus. Fired are a thousand events at a time, and then they are handled; called is one by one.
///
/// @param reactor which is closed with it
/// @param called whether each event is answered and awaited
record Ours(Reactor reactor, int handlers, boolean called) implements Heralds {
  private static final int AT_A_TIME = 1_000;

  private record Told(long value) {}

  private record Question(long value) implements Asks<Long> {}

  Ours(int handlers, boolean called) {
    this(Reactor.open(), handlers, called);
  }

  @Override
  public long tell(int times) {
    long[] sum = new long[1];
    reactor.run(() -> Scope.join(scope -> play(new Bus(scope), times, sum)));
    return sum[0];
  }

  private void play(Bus bus, int times, long[] sum) {
    for (int i = 0; i < handlers; i++) {
      bus.on(Told.class, number -> sum[0] += number.value);
      bus.answer(Question.class, question -> sum[0] += question.value);
    }
    for (int i = 0; i < times; i++) {
      if (called) {
        var _ = bus.call(new Question(i));
      } else if ((i + 1) % AT_A_TIME == 0) {
        var _ = bus.fire(new Told(i)).await();
      } else {
        var _ = bus.fire(new Told(i));
      }
    }
  }

  @Override
  public void close() {
    reactor.close();
  }
}
