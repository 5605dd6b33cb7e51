package io.weightless.check.bench.observe;

import io.weightless.check.bench.harness.ParentWatch;
import io.weightless.check.bench.harness.Spin;
import io.weightless.check.bench.harness.Subject;
import java.time.Duration;
import java.util.function.IntToLongFunction;

/// One round of one contender, in a Java machine of its own: `CONTENDER WORK-HOPS MILLISECONDS`.
///
/// A batch is void unless the sum is right.
final class ObserveProgram {
  private static final int TIMES = 50_000; // of a batch: some milliseconds

  private ObserveProgram() {}

  static void main(String[] arguments) throws Exception {
    ParentWatch.start();
    String[] work = arguments[1].split("-", 2);
    Chain chain = chain(arguments[0], Integer.parseInt(work[1]));
    Spin.report(batch(chain, work[0]), Duration.ofMillis(Integer.parseInt(arguments[2])));
  }

  static Chain chain(String name, int hops) {
    return switch (name) {
      case Subject.OURS -> Component.chain(hops);
      case "transparent" -> Component.transparent(hops);
      case "direct" -> Direct.chain(hops);
      case "proxy" -> Proxies.chain(hops);
      case "eventbus" -> Buses.chain(hops);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Spin.Batch batch(Chain chain, String work) {
    return switch (work) {
      case "call" -> checked(chain::call, TIMES);
      case "tell" -> checked(chain::tell, 0);
      case "any" -> checked(chain::any, TIMES);
      case "all" -> checked(chain::all, 0);
      default -> throw new IllegalArgumentException(work);
    };
  }

  /// @param more what the sum is above that of the numbers
  private static Spin.Batch checked(IntToLongFunction work, int more) {
    long expected = TIMES * (TIMES - 1L) / 2 + more;
    return Spin.batch(
        TIMES,
        times -> {
          long sum = work.applyAsLong(times);
          if (sum != expected) {
            throw new IllegalStateException("the sum is %d and not %d".formatted(sum, expected));
          }
        });
  }
}
