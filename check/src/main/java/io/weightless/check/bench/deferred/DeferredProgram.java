package io.weightless.check.bench.deferred;

import io.weightless.check.bench.harness.ParentWatch;
import io.weightless.check.bench.harness.Spin;
import io.weightless.check.bench.harness.Subject;
import java.time.Duration;

/// One round of one contender, in a Java machine of its own: `CONTENDER WORK MILLISECONDS`.
///
/// A batch is void unless the sum of its results is right.
final class DeferredProgram {
  private static final int CHAINS = 10_000; // of a batch: some milliseconds, as the next two
  private static final int DONE = 100_000;
  private static final int PENDING = 10_000;

  private DeferredProgram() {}

  static void main(String[] arguments) throws Exception {
    ParentWatch.start();
    Duration time = Duration.ofMillis(Integer.parseInt(arguments[2]));
    try (var contender = contender(arguments[0])) {
      Spin.report(batch(contender, arguments[1]), time);
    }
  }

  private static Spin.Batch batch(Promises contender, String work) {
    return switch (work) {
      case "chain-10" -> checked(CHAINS, Promises.CHAIN, contender::chains);
      case "await-done" -> checked(DONE, 0, contender::awaitDone);
      case "await-pending" -> checked(PENDING, 0, contender::awaitPending);
      default -> throw new IllegalArgumentException(work);
    };
  }

  static Promises contender(String name) {
    return switch (name) {
      case Subject.OURS -> new Deferreds();
      case "weightless-stage" -> Stages.asDeferreds();
      case "future-in-task" -> Stages.joined();
      case "future", "future-1" -> new Futures();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private interface Work {
    long run(int times) throws Exception;
  }

  /// @param more what each result is above its number
  private static Spin.Batch checked(int times, int more, Work work) {
    long expected = times * (times - 1L) / 2 + (long) times * more;
    return Spin.batch(
        times,
        count -> {
          long sum = work.run(count);
          if (sum != expected) {
            throw new IllegalStateException("the sum is %d and not %d".formatted(sum, expected));
          }
        });
  }
}
