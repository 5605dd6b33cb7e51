package io.weightless.check.bench.fiber;

import io.weightless.fiber.Fiber;
import io.weightless.fiber.Fibers;
import io.weightless.fiber.Generator;
import io.weightless.reactor.Reactor;
import org.jspecify.annotations.Nullable;

/// Ours, in a task of a reactor.
final class OurFibers implements Switching {
  private interface Work {
    long run();
  }

  @Override
  public long roundTrips(int times) {
    return inTask(() -> {
      Fiber main = Fiber.current();
      Fiber echo = Fiber.of("echo", () -> echo(main));
      long sum = 0;
      echo.switchTo();
      for (int i = 0; i < times; i++) {
        sum += value(echo.switchTo(i));
      }
      return sum;
    });
  }

  private static void echo(Fiber main) {
    Object value = null;
    while (true) {
      value = main.switchTo(value);
    }
  }

  private static int value(@Nullable Object switched) {
    return switched instanceof Integer number ? number : 0;
  }

  @Override
  public long generator(int values) {
    return inTask(() -> sum(Generator.of("count", out -> count(out, values))));
  }

  @Override
  public long deep(int values) {
    return inTask(() -> sum(Generator.of("deep", out -> descend(out, values, DEPTH))));
  }

  private static void descend(Generator<Integer> out, int values, int depth) {
    if (depth > 1) {
      descend(out, values, depth - 1);
    } else {
      count(out, values);
    }
  }

  private static void count(Generator<Integer> out, int values) {
    for (int i = 0; i < values; i++) {
      out.yield(i);
    }
  }

  private static long sum(Generator<Integer> values) {
    long sum = 0;
    for (int value : values) {
      sum += value;
    }
    return sum;
  }

  @Override
  public long life(int fibers) {
    return inTask(() -> {
      Fiber main = Fiber.current();
      long sum = 0;
      for (int i = 0; i < fibers; i++) {
        int value = i;
        sum += value(Fiber.of("idle", () -> main.switchTo(value)).switchTo());
      }
      return sum;
    });
  }

  private static long inTask(Work work) {
    long[] result = new long[1];
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> result[0] = Fibers.<Long, RuntimeException>run(work::run));
    }
    return result[0];
  }
}
