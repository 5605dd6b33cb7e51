package io.weightless.check.bench.coroutine;

import io.weightless.check.bench.harness.ParentWatch;
import io.weightless.check.bench.harness.Spin;
import io.weightless.check.bench.harness.Subject;
import io.weightless.check.bench.task.Memory;
import java.time.Duration;
import java.util.function.IntToLongFunction;

/// One round of one contender, in a Java machine of its own: `CONTENDER WORK AMOUNT`.
///
/// A batch is void unless everything arrived.
final class CoroutineProgram {
  private static final int CALLS = 20_000; // of a batch: some 5 ms
  private static final int VALUES = 5_000; // the same, through five stages
  private static final int PAUSED_BEFORE = 20_000;
  private static final int TIMES_BEFORE = 100;

  private CoroutineProgram() {}

  /// The amount is milliseconds of spinning, or a number of paused ones.
  static void main(String[] arguments) throws Exception {
    ParentWatch.start();
    Stepping contender = contender(arguments[0]);
    int amount = Integer.parseInt(arguments[2]);
    if (arguments[1].equals("paused")) {
      pause(contender, amount);
    } else {
      Spin.report(batch(contender, arguments[1]), Duration.ofMillis(amount));
    }
  }

  private static Spin.Batch batch(Stepping contender, String work) {
    return switch (work) {
      case "call" -> checked(CALLS, contender::call, numbers(CALLS));
      case "pipeline" ->
          checked(VALUES, contender::pipeline, numbers(VALUES) + (long) VALUES * stages());
      case "pipeline-4k" -> checked(VALUES, contender::buffers, Buffers.sum(VALUES));
      default -> {
        int depth = Integer.parseInt(work.substring("step-".length()));
        int values = contender.steps(depth);
        yield checked(values, steps -> contender.step(steps, depth), numbers(values));
      }
    };
  }

  static Stepping contender(String name) {
    return switch (name) {
      case Subject.OURS -> new OurCoroutines(false);
      case "plain-method" -> new OurCoroutines(true);
      case "bare-loop" -> new BareStepping();
      case "continuation" -> new RawStepping();
      case "iterator" -> new Iterators();
      case "kotlin" -> new KotlinSequences();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static long numbers(int values) {
    return (long) values * (values - 1) / 2;
  }

  private static int stages() {
    return Buffers.KEYS.size();
  }

  private static Spin.Batch checked(int values, IntToLongFunction work, long expected) {
    return Spin.batch(
        values,
        count -> {
          long sum = work.applyAsLong(count);
          if (sum != expected) {
            throw new IllegalStateException("something was lost: the sum is " + sum);
          }
        });
  }

  private static void pause(Stepping contender, int count) {
    for (int i = 0; i < TIMES_BEFORE; i++) {
      contender.pause(PAUSED_BEFORE, () -> {});
    }
    Memory before = Memory.settled();
    contender.pause(count, () -> before.reportGrowth(count));
  }
}
