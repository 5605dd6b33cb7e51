package io.weightless.check.bench.component;

import com.sun.management.OperatingSystemMXBean;
import io.weightless.check.bench.channel.Tally;
import io.weightless.check.bench.harness.Fork;
import io.weightless.check.bench.harness.ParentWatch;
import io.weightless.check.bench.harness.Spin;
import io.weightless.check.bench.harness.Subject;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// One round of one line, in a Java machine of its own: `CONTENDER WORK MILLISECONDS`.
///
/// Reports the nanoseconds of a message and its processor time, which is that of all threads: also
/// of those that collect garbage. Every batch is void unless each value arrived once and in its
/// turn.
final class ComponentProgram {
  private static final int VALUES = 100_000; // of a batch
  private static final int FAR_VALUES = 500_000; // the same where it starts threads

  private ComponentProgram() {}

  static void main(String[] arguments) throws Exception {
    ParentWatch.start();
    String work = arguments[1];
    Duration time = Duration.ofMillis(Integer.parseInt(arguments[2]));
    int values = work.equals("one") ? VALUES : FAR_VALUES;
    try (var line = line(arguments[0], work)) {
      Spin.report(Spin.batch(values, count -> check(line, count)), time);
      reportProcessorTime(line, values, time);
    }
  }

  static Line line(String name, String work) {
    return switch (name + " " + work) {
      case Subject.OURS + " one" -> OurLine.inOneReactor();
      case Subject.OURS + " two" -> OurLine.inTwoReactors();
      case Subject.OURS + " each" -> OurLine.eachElsewhere();
      case "pekko one" -> PekkoLine.fused();
      case "pekko two" -> PekkoLine.inTwo();
      case "pekko each" -> PekkoLine.eachApart();
      case "array-queue-1 one", "array-queue each" -> QueueLine.virtual();
      case "array-queue-platform each" -> QueueLine.platform();
      default -> throw new IllegalArgumentException(name + " does no " + work);
    };
  }

  private static void check(Line line, int values) throws Exception {
    var tally = new Tally(1);
    line.run(values, tally);
    tally.check(values);
  }

  private static void reportProcessorTime(Line line, int values, Duration time) throws Exception {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long before = system.getProcessCpuTime();
    long end = System.nanoTime() + time.toNanos();
    long done = 0;
    do {
      check(line, values);
      done += values;
    } while (System.nanoTime() < end);
    Fork.report("cpu", (system.getProcessCpuTime() - before) / (double) done);
  }
}
