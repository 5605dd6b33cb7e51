package io.weightless.check.bench.coroutine;

import io.weightless.check.bench.task.RawContinuation;
import java.util.ArrayList;
import java.util.List;

/// The JDK's internal continuation, run by a plain loop: the floor, without a thread's identity,
/// its monitors and locals, and without waking.
final class RawStepping implements Stepping {
  private int output;

  @Override
  public long step(int values, int depth) {
    var program = new RawContinuation(() -> descend(values, depth));
    long sum = 0;
    for (int i = 0; i < values; i++) {
      program.run();
      sum += output;
    }
    program.run();
    return sum;
  }

  private void descend(int values, int depth) {
    if (depth > 1) {
      descend(values, depth - 1);
      return;
    }
    for (int i = 0; i < values; i++) {
      output = i;
      RawContinuation.pause();
    }
  }

  @Override
  public void pause(int count, Runnable whenPaused) {
    List<RawContinuation> paused = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      var program = new RawContinuation(RawContinuation::pause);
      paused.add(program);
      program.run();
    }
    whenPaused.run();
    paused.forEach(RawContinuation::run);
  }
}
