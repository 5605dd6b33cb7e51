package io.weightless.tool.inspect;

import io.weightless.inspect.Difference.Flow;
import io.weightless.inspect.SeenTask;
import io.weightless.inspect.Snapshot;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How fast things went between two snapshots of a reactor; NaN while there is but one.
final class Rates {
  private static final Flow STANDS = new Flow("", 0, 0);

  private final double nanos;
  private final double turns;
  private final Map<Long, SeenTask> before = new HashMap<>();
  private final Map<String, Flow> flows = new HashMap<>();

  private Rates(double nanos, double turns) {
    this.nanos = nanos;
    this.turns = turns;
  }

  /// @param before null for none; one of a program that was started anew counts as none
  static Rates between(@Nullable Snapshot before, Snapshot now) {
    if (before == null
        || now.atNanos() <= before.atNanos()
        || now.loop().turns() < before.loop().turns()) {
      return new Rates(Double.NaN, Double.NaN);
    }
    var difference = now.since(before);
    Rates rates = new Rates(difference.nanos(), difference.turnsPerSecond());
    before.tasks().forEach(task -> rates.before.put(task.id(), task));
    difference.flows().forEach(flow -> rates.flows.put(flow.what(), flow));
    return rates;
  }

  private boolean isKnown() {
    return !Double.isNaN(nanos);
  }

  /// Of the reactor, per second.
  double turns() {
    return turns;
  }

  /// How much of the time `task` held the loop, from 0 to 1.
  double held(SeenTask task) {
    SeenTask earlier = before.get(task.id());
    return gain(earlier == null ? 0 : earlier.heldNanos(), task.heldNanos()) / nanos;
  }

  /// How often it had its turn, per second.
  double turns(SeenTask task) {
    SeenTask earlier = before.get(task.id());
    return gain(earlier == null ? 0 : earlier.turns(), task.turns()) / nanos * 1e9;
  }

  /// Where nobody watches meanwhile, a program begins to count anew.
  private static double gain(long before, long now) {
    return now < before ? now : now - before;
  }

  /// What went into a port, a channel or a stream: see [Flow].
  double in(String what) {
    return isKnown() ? flows.getOrDefault(what, STANDS).inPerSecond() : Double.NaN;
  }

  double out(String what) {
    return isKnown() ? flows.getOrDefault(what, STANDS).outPerSecond() : Double.NaN;
  }
}
