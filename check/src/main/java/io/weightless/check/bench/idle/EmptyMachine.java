package io.weightless.check.bench.idle;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Fork;
import io.weightless.check.bench.harness.ParentWatch;
import io.weightless.check.bench.harness.Sample;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import io.weightless.check.bench.harness.WakeUps;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A Java machine with our flags that does nothing, and how often it wakes up for that.
record EmptyMachine(Children children) implements Subject {

  static void main() throws InterruptedException {
    ParentWatch.start();
    new CountDownLatch(1).await();
  }

  @Override
  public String name() {
    return "empty-jvm";
  }

  @Override
  public void warmUp(Settings settings) {}

  @Override
  public Sample measure(Settings settings) throws IOException, InterruptedException {
    Process machine = children.start(Fork.command(List.of(), EmptyMachine.class, List.of()));
    try {
      rest(machine, IdleSubject.SETTLE_SECONDS);
      JavaMachine.collect(machine.toHandle(), children);
      rest(machine, IdleSubject.SETTLE_SECONDS);
      WakeUps before = WakeUps.ofTree(machine.toHandle());
      rest(machine, IdleSubject.IDLE_SECONDS);
      long wakeUps = WakeUps.ofTree(machine.toHandle()).since(before);
      return Sample.of(IdleSubject.PROCESS, (double) wakeUps);
    } finally {
      Children.end(machine);
    }
  }

  private static void rest(Process machine, int seconds) throws IOException, InterruptedException {
    if (machine.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new IOException("it ended with status " + machine.exitValue());
    }
  }
}
