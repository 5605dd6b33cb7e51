package io.weightless.check.bench.coroutine;

import io.weightless.check.bench.task.BareThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Two bare virtual threads on a bare loop, one of which leaves a value in a field, unparks the
/// other and parks: the two switches of tasks that the budget of a step is taken from.
final class BareStepping implements Stepping {
  private final BareThreads threads = new BareThreads();
  private @Nullable Thread driver;
  private @Nullable Integer output;
  private long sum;

  @Override
  public long step(int values, int depth) {
    sum = 0;
    Thread program = threads.thread(() -> descend(values, depth));
    driver = threads.thread(() -> drive(program, values));
    driver.start();
    threads.loop();
    return sum;
  }

  private void drive(Thread program, int values) {
    program.start();
    for (int i = 0; i < values; i++) {
      while (output == null) {
        LockSupport.park();
      }
      sum += output;
      output = null;
      LockSupport.unpark(program);
    }
  }

  private void descend(int values, int depth) {
    if (depth > 1) {
      descend(values, depth - 1);
      return;
    }
    for (int i = 0; i < values; i++) {
      output = i;
      LockSupport.unpark(driver);
      while (output != null) {
        LockSupport.park();
      }
    }
  }

  @Override
  public void pause(int count, Runnable whenPaused) {
    List<Thread> paused = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Thread thread = threads.thread(LockSupport::park);
      paused.add(thread);
      thread.start();
    }
    threads.loop();
    whenPaused.run();
    paused.forEach(LockSupport::unpark);
    threads.loop();
  }
}
