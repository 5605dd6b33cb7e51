package io.weightless.testing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails a test, or a test class, that leaves a platform thread, a file descriptor or a task
/// behind, or a failure in the log.
///
/// ```java
/// @ExtendWith(LeakCheck.class)
/// final class ServerTest {
///   @Test
///   void closesWhatItOpens() throws IOException {
///     try (var listener = new ServerSocket(0)) {
///       assertTrue(listener.isBound());
///     }
///   }
/// }
/// ```
///
/// For all tests of a project without asking, name it in
/// `META-INF/services/org.junit.jupiter.api.extension.Extension` and set
/// `junit.jupiter.extensions.autodetection.enabled`. Tests that run at the same time in one process
/// can't be told apart by what they leave.
///
/// - **Threads** and **descriptors** that are on their way out have half a second to go. Those that
///   live as long as the process, as the JDK's and JUnit's own, don't count, nor do virtual
///   threads. Descriptors are seen where there is a `/proc`.
/// - **Tasks**: one that a reactor's close found running, or a stream or a listener that it found
///   open; the reactor says so in the log, and a test that means it captures the log.
/// - **Failures** that nobody owned, and that were logged therefore: a test that means one takes it
///   from [LoggedFailures].
/// - **Cost**: a look at all threads and descriptors, before and after each test: a millisecond or
///   so.
///
/// When it is registered before other extensions, what they close is closed before it looks. From
/// Twisted's trial, whose tests fail when they leave a selectable or a delayed call behind.
public final class LeakCheck implements BeforeAllCallback, BeforeEachCallback {
  /// A JUnit configuration parameter: how many milliseconds what is ending may take to end.
  public static final String PATIENCE_MILLIS = "weightless.leak.patience.millis";

  /// A JUnit configuration parameter: a regular expression for the names of threads that may stay,
  /// besides those that always may.
  public static final String MAY_STAY = "weightless.leak.may.stay";

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
    Pattern mayStay = Pattern.compile(context.getConfigurationParameter(MAY_STAY).orElse(""));
    Snapshot before = Snapshot.take(mayStay);
    AutoCloseable check = () -> before.checkNothingNew(context.getDisplayName(), patience);
    context.getStore(NAMESPACE).put(LeakCheck.class, check);
  }

  /// What is alive and open at one moment.
  record Snapshot(
      Pattern mayStay,
      LiveThreads threads,
      OpenDescriptors descriptors,
      int closedOver,
      List<LogRecord> failures) {
    static Snapshot take(Pattern mayStay) {
      return new Snapshot(
          mayStay,
          LiveThreads.now(mayStay),
          OpenDescriptors.now(),
          ClosedOver.count(),
          LoggedFailures.now());
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
              LiveThreads.now(mayStay).since(threads),
              OpenDescriptors.now().since(descriptors),
              ClosedOver.since(closedOver),
              LoggedFailures.since(failures))
          .flatMap(List::stream)
          .toList();
    }
  }
}
