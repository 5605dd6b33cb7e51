package io.weightless.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private final Loop loop = new Loop();

  @Test
  void aStrandThatComputesForTooLongIsNamedWithItsStack() throws InterruptedException {
    try (Log log = Log.capture()) {
      loop.start("hog", () -> computeUntilReported(log));
      loop.drain();

      LogRecord report = log.await(message -> message.contains("'hog' does not give"));
      assertThat(report.getThrown().getStackTrace())
          .anySatisfy(frame -> assertThat(frame.getMethodName()).isEqualTo("computeUntilReported"));
    }
  }

  private static void computeUntilReported(Log log) {
    long started = System.nanoTime();
    while (log.isEmpty() && System.nanoTime() - started < 20_000_000_000L) {
      Thread.onSpinWait();
    }
  }
}
