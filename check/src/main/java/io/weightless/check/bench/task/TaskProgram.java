package io.weightless.check.bench.task;

import io.weightless.check.bench.harness.Fork;
import io.weightless.check.bench.harness.ParentWatch;
import io.weightless.check.bench.harness.Spin;
import io.weightless.check.bench.harness.Subject;
import java.time.Duration;
import java.util.function.Supplier;

/// One round of one contender, in a Java machine of its own: `CONTENDER WORK AMOUNT`.
///
/// What takes turns is a [Spin]. Memory is the difference that parked tasks make, with a stack as
/// shallow as can be: for `parked` after others came and went before the first look, so that code
/// and pools are not charged to them; for `resident` with all that, for then the first look is at
/// an empty machine.
final class TaskProgram {
  private static final int TURNS = 25_000; // of a batch: some 4 ms
  private static final int TASKS = 5_000; // the same for what takes longer than a turn

  /// Ours, on a reactor that is watched.
  static final String WATCHED = Subject.OURS + "-watched";

  static final int TREE_TASKS = 10_000;
  private static final int TASKS_BEFORE = 20_000;
  private static final int TIMES_BEFORE = 20;

  private TaskProgram() {}

  /// The amount is milliseconds of spinning, or a number of tasks.
  static void main(String[] arguments) throws Exception {
    ParentWatch.start();
    int amount = Integer.parseInt(arguments[2]);
    if (arguments[1].equals("resident")) {
      resident(() -> contender(arguments[0]), amount);
      return;
    }
    try (var contender = contender(arguments[0])) {
      work(contender, arguments[1], amount);
    }
  }

  private static void work(Contender contender, String work, int amount) throws Exception {
    Duration time = Duration.ofMillis(amount);
    switch (work) {
      case "yield" -> Spin.report(Spin.batch(TURNS, contender::giveWay), time);
      case "switch" -> Spin.report(Spin.batch(TURNS, contender::takeTurns), time);
      case "spawn" ->
          Spin.report(Spin.batch(TASKS, tasks -> startAndAwait(contender, tasks)), time);
      case "cancel" ->
          Spin.report(() -> contender.cancelTree(TREE_TASKS) / (double) TREE_TASKS, time);
      case "parked" -> park(contender, amount);
      default -> throw new IllegalArgumentException(work);
    }
  }

  private static Contender contender(String name) {
    return switch (name) {
      case Subject.OURS, Subject.UNWATCHED -> new ReactorTasks(false);
      case WATCHED -> new ReactorTasks(true);
      case "bare-loop" -> new BareLoop();
      case "continuation" -> new Continuations();
      case "virtual-threads", "virtual-threads-1" -> DefaultThreads.virtual();
      case "platform-threads" -> DefaultThreads.platform();
      case "kotlin" -> new KotlinCoroutines();
      case "jox" -> new JoxForks();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void startAndAwait(Contender contender, int tasks) throws Exception {
    if (contender.startAndAwait(tasks) != tasks * (tasks - 1L) / 2) {
      throw new IllegalStateException("a result is wrong");
    }
  }

  private static void park(Contender contender, int count) throws Exception {
    for (int i = 0; i < TIMES_BEFORE; i++) {
      contender.park(TASKS_BEFORE, () -> {});
    }
    Memory before = Memory.settled();
    contender.park(count, () -> before.reportGrowth(count));
  }

  private static void resident(Supplier<Contender> opening, int count) throws Exception {
    Memory empty = Memory.settled();
    try (var contender = opening.get()) {
      contender.park(
          count,
          () -> Fork.report("KiB", (Memory.settled().resident() - empty.resident()) / 1024.0));
    }
  }
}
