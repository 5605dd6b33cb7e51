package io.weightless.check.bench.event;

import io.weightless.check.bench.harness.ParentWatch;
import io.weightless.check.bench.harness.Spin;
import io.weightless.check.bench.harness.Subject;
import java.time.Duration;

/// One round of one contender, in a Java machine of its own: `CONTENDER HANDLERS MILLISECONDS`.
///
/// A batch is void unless the sum is right.
final class EventProgram {
  /// How often a handler is told in a batch: some milliseconds.
  private static final int DEEDS = 100_000;

  private EventProgram() {}

  static void main(String[] arguments) throws Exception {
    ParentWatch.start();
    int handlers = Integer.parseInt(arguments[1]);
    try (Heralds heralds = heralds(arguments[0], handlers)) {
      Spin.report(batch(heralds, handlers), Duration.ofMillis(Integer.parseInt(arguments[2])));
    }
  }

  static Heralds heralds(String name, int handlers) {
    return switch (name) {
      case Subject.OURS -> new Ours(handlers, false);
      case "call" -> new Ours(handlers, true);
      case "eventbus" -> new Guava(handlers);
      case "loop" -> new Loop(handlers);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Spin.Batch batch(Heralds heralds, int handlers) {
    int events = DEEDS / handlers;
    long expected = events * (events - 1L) / 2 * handlers;
    return Spin.batch(
        events,
        times -> {
          long sum = heralds.tell(times);
          if (sum != expected) {
            throw new IllegalStateException("the sum is %d and not %d".formatted(sum, expected));
          }
        });
  }
}
