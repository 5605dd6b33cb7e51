package io.weightless.check.bench.task;

import java.util.ArrayList;
import java.util.List;

/// Raw continuations run in turn by a plain loop: the floor, without threads, locals or waking.
final class Continuations implements Contender {

  @Override
  public void giveWay(int turns) {
    var task = pausing(turns);
    for (int i = 0; i <= turns; i++) {
      task.run();
    }
  }

  @Override
  public void takeTurns(int turns) {
    var one = pausing(turns / 2);
    var other = pausing(turns / 2);
    for (int i = 0; i <= turns / 2; i++) {
      one.run();
      other.run();
    }
  }

  @Override
  public void park(int count, Runnable whenParked) {
    List<RawContinuation> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      var task = new RawContinuation(RawContinuation::pause);
      tasks.add(task);
      task.run();
    }
    whenParked.run();
    tasks.forEach(RawContinuation::run);
  }

  private static RawContinuation pausing(int times) {
    return new RawContinuation(() -> {
      for (int i = 0; i < times; i++) {
        RawContinuation.pause();
      }
    });
  }
}
