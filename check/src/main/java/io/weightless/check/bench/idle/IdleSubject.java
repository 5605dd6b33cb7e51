package io.weightless.check.bench.idle;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.ProcessMemory;
import io.weightless.check.bench.harness.Sample;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import io.weightless.check.bench.harness.WakeUps;
import io.weightless.check.bench.idle.IdleBenchmark.Contender;
import io.weightless.check.bench.server.Load;
import io.weightless.check.bench.server.Server;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// A server with idle connections, each of which has had one answer.
///
/// @param load what brings it to its usual size before
record IdleSubject(Contender contender, Load load, int count, Children children)
    implements Subject {
  static final Metric MEMORY = Metric.cost("memory", "B");
  static final Metric LOOP = Metric.cost("loop", "wake-ups");
  static final Metric PROCESS = Metric.cost("process", "wake-ups");
  static final int IDLE_SECONDS = 5;

  /// What a server looks after once, some seconds after an answer, is over by then.
  static final int SETTLE_SECONDS = 5;

  @Override
  public String name() {
    return contender.launch().name();
  }

  /// Nothing of one round is left for the next.
  @Override
  public void warmUp(Settings settings) {}

  @Override
  public Sample measure(Settings settings) throws IOException, InterruptedException {
    try (Server server = contender.launch().start(children)) {
      load.warmUp(server, settings);
      long before = written(server);
      try (Crowd crowd = Crowd.connect(server.port(), count, children)) {
        crowd.awaitAnswered();
        double each = (written(server) - before) / (double) count;
        return wakeUps(server, Sample.of(MEMORY, each));
      }
    }
  }

  /// Of a Java machine, without its garbage.
  private long written(Server server) throws IOException, InterruptedException {
    JavaMachine.collect(server.process().toHandle(), children);
    return ProcessMemory.ofTree(server.process().toHandle());
  }

  private Sample wakeUps(Server server, Sample sample) throws IOException, InterruptedException {
    ProcessHandle root = server.process().toHandle();
    rest(server, SETTLE_SECONDS);
    WakeUps loop = WakeUps.ofThread(root, contender.loop());
    WakeUps process = WakeUps.ofTree(root);
    rest(server, IDLE_SECONDS);
    long ofLoop = WakeUps.ofThread(root, contender.loop()).since(loop);
    long ofProcess = WakeUps.ofTree(root).since(process);
    return sample.and(LOOP, (double) ofLoop).and(PROCESS, (double) ofProcess);
  }

  private static void rest(Server server, int seconds) throws IOException, InterruptedException {
    if (server.process().waitFor(seconds, TimeUnit.SECONDS)) {
      throw new IOException("the server ended with status " + server.process().exitValue());
    }
  }
}
