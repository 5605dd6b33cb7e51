package io.weightless.testkit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails a test, or a test class, that leaves a platform thread, a file descriptor or a task
/// behind, or a failure in the log.
///
/// Registered for every test of every module: `META-INF/services` names it and
/// `junit-platform.properties` lets JUnit look there. Threads and descriptors that are on their way
/// out have half a second to go. A task, a stream or a listener that a reactor's close found is one
/// too: the reactor says so in the log, and a test that means it captures the log. A failure that
/// nobody owned is for [LoggedFailures#take].
public final class LeakCheck implements BeforeAllCallback, BeforeEachCallback {
  /// A JUnit configuration parameter: how many milliseconds what is ending may take to end.
  static final String PATIENCE_MILLIS = "weightless.leak.patience.millis";

  private static final int DEFAULT_PATIENCE_MILLIS = 500;
  private static final Duration PAUSE = Duration.ofMillis(2);
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LeakCheck.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    watch(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    watch(context);
  }

  /// Checks when the context's store is closed: what is put there first is closed last, so after
  /// every `@AfterEach` method, `@AutoClose` field and other extension.
  private static void watch(ExtensionContext context) {
    WarmUp.once();
    Duration patience =
        Duration.ofMillis(
            context
                .getConfigurationParameter(PATIENCE_MILLIS, Integer::valueOf)
                .orElse(DEFAULT_PATIENCE_MILLIS));
    ClosedOver.watch();
    LoggedFailures.watch();
    Snapshot before = Snapshot.take();
    AutoCloseable check = () -> before.checkNothingNew(context.getDisplayName(), patience);
    context.getStore(NAMESPACE).put(LeakCheck.class, check);
  }

  /// What is alive and open at one moment.
  record Snapshot(
      LiveThreads threads, OpenDescriptors descriptors, int closedOver, List<LogRecord> failures) {
    static Snapshot take() {
      return new Snapshot(
          LiveThreads.now(), OpenDescriptors.now(), ClosedOver.count(), LoggedFailures.now());
    }

    /// Returns at once when nothing is left, and throws when something still is after `patience`.
    void checkNothingNew(String test, Duration patience) {
      long start = System.nanoTime();
      List<String> leaks = leaks();
      while (!leaks.isEmpty()) {
        if (System.nanoTime() - start > patience.toNanos()) {
          throw new AssertionError(test + " left behind:\n  " + String.join("\n  ", leaks));
        }
        LockSupport.parkNanos(PAUSE.toNanos());
        leaks = leaks();
      }
    }

    private List<String> leaks() {
      return Stream.of(
              LiveThreads.now().since(threads),
              OpenDescriptors.now().since(descriptors),
              ClosedOver.since(closedOver),
              LoggedFailures.since(failures))
          .flatMap(List::stream)
          .toList();
    }
  }
}
