package io.weightless.check.bench.client;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.weightless.check.bench.harness.Fork;
import io.weightless.check.bench.harness.ParentWatch;
import io.weightless.check.bench.harness.Subject;
import java.lang.management.ManagementFactory;
import java.net.URI;

/// One round of one contender, in a Java machine of its own: `CONTENDER WORK URL AT_A_TIME
/// MILLISECONDS`.
final class ClientProgram {
  private static final int WARM_UPS = 2;

  private ClientProgram() {}

  static void main(String[] arguments) throws Exception {
    ParentWatch.start();
    Contender contender = contender(arguments[0]);
    URI url = URI.create(arguments[2]);
    int atATime = Integer.parseInt(arguments[3]);
    long nanos = Integer.parseInt(arguments[4]) * 1_000_000L;
    for (int i = 0; i < WARM_UPS; i++) {
      ask(contender, url, atATime, nanos);
    }
    long allocated = allocated();
    long cpu = cpuNanos();
    long start = System.nanoTime();
    double answers = ask(contender, url, atATime, nanos);
    double seconds = (System.nanoTime() - start) / 1e9;
    Fork.report("cpu", (cpuNanos() - cpu) / 1e3 / answers);
    Fork.report("allocated", (allocated() - allocated) / answers);
    Fork.report("rate", answers / seconds);
    System.exit(0); // some keep threads
  }

  private static long ask(Contender contender, URI url, int atATime, long nanos) throws Exception {
    long start = System.nanoTime();
    return contender.ask(url, atATime, () -> System.nanoTime() - start < nanos);
  }

  private static Contender contender(String name) {
    return switch (name) {
      case Subject.OURS -> new OurClient();
      case "jdk" -> new JdkClient();
      case "reactor-netty" -> new NettyClient();
      case "helidon" -> new HelidonClient();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /// By all threads together.
  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
