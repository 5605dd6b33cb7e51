package io.weightless.reactor;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Failures;

/// Ends all that still runs on a reactor, within a second, and says what it was.
final class Closing {
  private static final System.Logger LOG = System.getLogger("io.weightless.reactor");
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  /// For what is ready when the reactor is closed. A task that never waits does not get more.
  private static final int STEPS_BEFORE_CANCEL = 100;

  private final Reactor reactor;
  private final Carrier carrier;

  Closing(Reactor reactor, Carrier carrier) {
    this.reactor = reactor;
    this.carrier = carrier;
  }

  void endAll() {
    boolean interrupted = Thread.interrupted(); // with the flag set nothing would wait
    try {
      endWhatRuns();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void endWhatRuns() {
    reactor.loop().forgetCallbacks();
    runWhatIsReady();
    if (isDone()) {
      return;
    }
    warn("a reactor was closed while this still ran, it is cancelled:");
    carrier.end(() -> new Cancelled("the reactor was closed", reactor));
    runOut();
    if (!isDone()) {
      warn("this did not end within a second of its reactor's close:");
    }
  }

  private boolean isDone() {
    return carrier.strands().count() == 0 && carrier.guests.isEmpty();
  }

  private void runWhatIsReady() {
    int steps = 0;
    do {
      turn(0);
    } while (carrier.hasReady() && ++steps < STEPS_BEFORE_CANCEL);
  }

  /// Real time, not the clock's: a virtual one would not pass.
  private void runOut() {
    long start = System.nanoTime();
    long left = PATIENCE_NANOS;
    while (left > 0 && (carrier.hasReady() || !isDone())) {
      turn(isDone() ? 0 : left);
      left = PATIENCE_NANOS - (System.nanoTime() - start);
    }
  }

  private void turn(long nanos) {
    try {
      reactor.loop().turn(nanos);
    } catch (Throwable e) {
      Failures.log("failed while its reactor was closed", e);
    }
  }

  private void warn(String what) {
    StringBuilder lines = new StringBuilder(what);
    reactor.tasks().forEach(task -> lines.append("\n  ").append(task));
    LOG.log(System.Logger.Level.WARNING, lines.toString());
  }
}
