package io.weightless.check.bench.fiber;

import io.weightless.check.bench.harness.ParentWatch;
import io.weightless.check.bench.harness.Spin;
import io.weightless.check.bench.harness.Subject;
import java.time.Duration;

/// One round of one contender, in a Java machine of its own: `CONTENDER WORK MILLISECONDS`.
///
/// A batch is void unless every value arrived.
final class FiberProgram {
  private static final int TIMES = 20_000; // of a batch: some 5 ms
  private static final int LIVES = 4_000;

  private FiberProgram() {}

  static void main(String[] arguments) throws Exception {
    ParentWatch.start();
    Duration time = Duration.ofMillis(Integer.parseInt(arguments[2]));
    Spin.report(batch(contender(arguments[0]), arguments[1]), time);
  }

  private static Spin.Batch batch(Switching contender, String work) {
    return switch (work) {
      case "switch" -> checked(TIMES, contender::roundTrips);
      case "generator" -> checked(TIMES, contender::generator);
      case "generator-depth-10" -> checked(TIMES, contender::deep);
      case "life" -> checked(LIVES, contender::life);
      default -> throw new IllegalArgumentException(work);
    };
  }

  static Switching contender(String name) {
    return switch (name) {
      case Subject.OURS -> new OurFibers();
      case "bare-loop" -> new BareSwitching();
      default -> throw new IllegalArgumentException(name);
    };
  }

  interface Work {
    long sum(int values);
  }

  private static Spin.Batch checked(int values, Work work) {
    return Spin.batch(
        values,
        count -> {
          long sum = work.sum(count);
          if (sum != (long) count * (count - 1) / 2) {
            throw new IllegalStateException("values were lost: their sum is " + sum);
          }
        });
  }
}
