package io.weightless.check.bench.fiber;

import io.weightless.check.bench.task.BareThreads;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Two bare virtual threads on a bare loop that leave a value in a field, unpark the other and
/// park: the two switches of tasks that the budget of a round trip is taken from.
final class BareSwitching implements Switching {
  private final BareThreads threads = new BareThreads();
  private @Nullable Thread asker;
  private @Nullable Integer there;
  private @Nullable Integer back;
  private long sum;

  @Override
  public long roundTrips(int times) {
    Thread echo = threads.thread(() -> echo(times));
    asker = threads.thread(() -> ask(echo, times));
    sum = 0;
    asker.start();
    echo.start();
    threads.loop();
    return sum;
  }

  private void ask(Thread echo, int times) {
    for (int i = 0; i < times; i++) {
      there = i;
      LockSupport.unpark(echo);
      while (back == null) {
        LockSupport.park();
      }
      sum += back;
      back = null;
    }
  }

  private void echo(int times) {
    for (int i = 0; i < times; i++) {
      while (there == null) {
        LockSupport.park();
      }
      back = there;
      there = null;
      LockSupport.unpark(asker);
    }
  }
}
