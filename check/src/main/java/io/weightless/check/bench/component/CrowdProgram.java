package io.weightless.check.bench.component;

import io.weightless.check.bench.harness.Fork;
import io.weightless.check.bench.harness.ParentWatch;
import io.weightless.check.bench.harness.Subject;
import io.weightless.check.bench.task.Memory;
import java.util.Arrays;

/// One round of one crowd, in a Java machine of its own: `CONTENDER WORK COUNT`.
///
/// Reports the nanoseconds that each took from nothing until all wait, the median of some times;
/// and what each of them holds then, after others came and went.
final class CrowdProgram {
  private static final int BEFORE = 5;
  private static final int TIMES = 5;

  private CrowdProgram() {}

  static void main(String[] arguments) throws Exception {
    ParentWatch.start();
    int count = Integer.parseInt(arguments[2]);
    try (var crowd = crowd(arguments[0])) {
      for (int i = 0; i < BEFORE; i++) {
        nanosToStart(crowd, count);
      }
      double[] nanos = new double[TIMES];
      for (int i = 0; i < TIMES; i++) {
        nanos[i] = nanosToStart(crowd, count);
      }
      Arrays.sort(nanos);
      Fork.report("start", nanos[TIMES / 2] / count);
      Memory before = Memory.settled();
      crowd.hold(count, () -> before.reportGrowth(count));
    }
  }

  private static long nanosToStart(Crowd crowd, int count) throws Exception {
    long[] end = new long[1];
    long begin = System.nanoTime();
    crowd.hold(count, () -> end[0] = System.nanoTime());
    return end[0] - begin;
  }

  static Crowd crowd(String name) {
    return switch (name) {
      case Subject.OURS -> new OurCrowd();
      case "pekko" -> new PekkoCrowd();
      case "virtual-threads" -> new ThreadCrowd();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
