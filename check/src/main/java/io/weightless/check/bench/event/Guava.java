package io.weightless.check.bench.event;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.EventBus;
import com.google.common.eventbus.Subscribe;

/// Guava's event bus, which calls its subscribers in the thread that posts. Concurrent events are
/// allowed, or each would take a lock.
final class Guava implements Heralds {
  private final EventBus bus = new EventBus();
  private long sum;

  Guava(int handlers) {
    for (int i = 0; i < handlers; i++) {
      bus.register(new Adding());
    }
  }

  private record Told(long value) {}

  private final class Adding {
    @Subscribe
    @AllowConcurrentEvents
    public void on(Told number) {
      sum += number.value;
    }
  }

  @Override
  public long tell(int times) {
    sum = 0;
    for (int i = 0; i < times; i++) {
      bus.post(new Told(i));
    }
    return sum;
  }
}
