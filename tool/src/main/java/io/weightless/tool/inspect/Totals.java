package io.weightless.tool.inspect;

import io.weightless.inspect.SeenTask;
import java.util.HashMap;
import java.util.Map;

/// What some tasks do together.
///
/// @param held share of the loop's time; NaN where it is not known
/// @param turns per second; NaN in the same way
record Totals(int tasks, double held, double turns) {
  static final Totals NONE = new Totals(0, 0, 0);

  Totals plus(Totals others) {
    return new Totals(tasks + others.tasks, held + others.held, turns + others.turns);
  }

  /// Of each task of `reactor` with all that are inside of it, by its id; those inside come behind
  /// it in a snapshot. Of one that has no id nothing is inside.
  static Map<Long, Totals> of(Known reactor) {
    Map<Long, Totals> totals = new HashMap<>();
    for (SeenTask task : reactor.now().tasks().reversed()) {
      Totals own = alone(task, reactor.rates());
      Totals all = task.id() == 0 ? own : totals.merge(task.id(), own, Totals::plus);
      if (task.parent() != 0) {
        totals.merge(task.parent(), all, Totals::plus);
      }
    }
    return totals;
  }

  static Totals alone(SeenTask task, Rates rates) {
    return new Totals(1, rates.held(task), rates.turns(task));
  }
}
