package io.weightless.check.bench.task;

import io.weightless.check.bench.harness.Fork;
import io.weightless.check.bench.harness.ParentWatch;
import io.weightless.check.bench.harness.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One round of one contender, in a Java machine of its own: `CONTENDER WORK AMOUNT`.
///
/// A loop runs for a while unmeasured and as long again measured, in batches, and the median of the
/// batches counts. Memory is the difference that parked tasks make, with a stack as shallow as can
/// be, after others came and went before the first look, so that code and pools are not charged to
/// them.
final class TaskProgram {
  private static final int TURNS =
      25_000; // of a batch: some 4 ms, so that a busy machine spoils few of them
  private static final int TASKS_BEFORE = 20_000;
  private static final int TIMES_BEFORE = 20;

  private TaskProgram() {}

  /// The amount is milliseconds of spinning, or a number of tasks.
  static void main(String[] arguments) throws Exception {
    ParentWatch.start();
    try (var contender = contender(arguments[0])) {
      work(contender, arguments[1], Integer.parseInt(arguments[2]));
    }
  }

  private static void work(Contender contender, String work, int amount) throws Exception {
    switch (work) {
      case "yield" -> spin(contender::giveWay, Duration.ofMillis(amount));
      case "switch" -> spin(contender::takeTurns, Duration.ofMillis(amount));
      case "parked" -> park(contender, amount);
      default -> throw new IllegalArgumentException(work);
    }
  }

  private static Contender contender(String name) {
    return switch (name) {
      case Subject.OURS -> new ReactorTasks();
      case "bare-loop" -> new BareLoop();
      case "continuation" -> new Continuations();
      case "virtual-threads", "virtual-threads-1" -> new DefaultThreads();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private interface Turns {
    void run(int turns) throws Exception;
  }

  private static void spin(Turns turns, Duration time) throws Exception {
    batches(turns, time);
    List<Double> batches = batches(turns, time).stream().sorted().toList();
    Fork.report("ns", batches.get(batches.size() / 2));
  }

  /// Nanoseconds per turn of each batch.
  private static List<Double> batches(Turns turns, Duration time) throws Exception {
    List<Double> batches = new ArrayList<>();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      turns.run(TURNS);
      batches.add((System.nanoTime() - start) / (double) TURNS);
    }
    return batches;
  }

  private static void park(Contender contender, int count) throws Exception {
    for (int i = 0; i < TIMES_BEFORE; i++) {
      contender.park(TASKS_BEFORE, () -> {});
    }
    Memory before = Memory.settled();
    contender.park(count, () -> reportDifference(before, Memory.settled(), count));
  }

  private static void reportDifference(Memory before, Memory after, int count) {
    Fork.report("heap", (after.liveHeap() - before.liveHeap()) / (double) count);
    Fork.report("resident", (after.resident() - before.resident()) / (double) count);
  }
}
