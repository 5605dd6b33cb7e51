package io.weightless.check.bench.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A loop in a process of its own: it runs for a while unmeasured and as long again measured, in
/// batches, and the median of the batches counts.
///
/// Unmeasured it goes on until the process has had enough processor time as well: on a busy machine
/// the compilers need longer. A batch should take some milliseconds, so that a busy machine spoils
/// few of them.
public final class Spin {
  private static final int WARM_UP = 4;

  private Spin() {}

  /// So many turns of something, in one go.
  public interface Turns {
    void run(int turns) throws Exception;
  }

  /// One batch that measures itself.
  public interface Batch {
    double nanosEach() throws Exception;
  }

  /// A batch that takes as long as its turns.
  public static Batch batch(int turns, Turns work) {
    return () -> {
      long start = System.nanoTime();
      work.run(turns);
      return (System.nanoTime() - start) / (double) turns;
    };
  }

  /// Reports the nanoseconds of one turn.
  public static void report(Batch batch, Duration time) throws Exception {
    do {
      batches(batch, time);
    } while (processorTime().compareTo(time.multipliedBy(WARM_UP)) < 0);
    List<Double> batches = batches(batch, time).stream().sorted().toList();
    Fork.report("ns", batches.get(batches.size() / 2));
  }

  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ofDays(1));
  }

  /// At least one: a tree of the platform's threads takes longer than a short round.
  private static List<Double> batches(Batch batch, Duration time) throws Exception {
    List<Double> batches = new ArrayList<>();
    long end = System.nanoTime() + time.toNanos();
    do {
      batches.add(batch.nanosEach());
    } while (System.nanoTime() < end);
    return batches;
  }
}
