package io.weightless.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// The failures that ended in the log, because nobody owned them. A test that means one takes it;
/// [LeakCheck] fails the others, and collects them here.
///
/// ```java
/// reactor.close(); // while a callback waits that fails
/// assertEquals("nobody's", LoggedFailures.take().getFirst().getThrown().getMessage());
/// ```
///
/// From Twisted's trial, whose `flushLoggedErrors` it is.
public final class LoggedFailures extends Handler {
  private static final long PATIENCE_NANOS = 20_000_000_000L;
  private static final LoggedFailures FOUND = new LoggedFailures();

  /// All of them are logged by this name; see `Failures` in the engine. Held, or the platform would
  /// forget it together with its handler.
  private static final Logger LOGGER = Logger.getLogger("io.weightless.failure");

  private final List<LogRecord> records = new ArrayList<>();

  private LoggedFailures() {}

  /// Idempotent.
  static synchronized void watch() {
    LOGGER.removeHandler(FOUND);
    LOGGER.addHandler(FOUND);
  }

  /// Gives those that were logged until now, and forgets them: the test that calls it expects them.
  public static List<LogRecord> take() {
    synchronized (FOUND) {
      List<LogRecord> taken = List.copyOf(FOUND.records);
      FOUND.records.clear();
      return taken;
    }
  }

  /// The same, when there is one at least; waits for it up to 20 seconds.
  public static List<LogRecord> await() throws InterruptedException {
    synchronized (FOUND) {
      long start = System.nanoTime();
      while (FOUND.records.isEmpty() && System.nanoTime() - start < PATIENCE_NANOS) {
        FOUND.wait(1_000);
      }
      return take();
    }
  }

  /// Those that nobody has taken.
  static List<LogRecord> now() {
    synchronized (FOUND) {
      return List.copyOf(FOUND.records);
    }
  }

  /// A line for each that was not there `before`.
  static List<String> since(List<LogRecord> before) {
    return now().stream()
        .filter(logged -> !before.contains(logged))
        .map(logged ->
            "a failure in the log: "
                + logged.getMessage()
                + (logged.getThrown() == null ? "" : ": " + logged.getThrown()))
        .toList();
  }

  @Override
  public synchronized void publish(LogRecord logged) {
    records.add(logged);
    notifyAll();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
