package io.weightless.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.weightless.engine.internal.Life;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/// Runs small test classes inside the test, with the real extension found as every module finds it.
final class LeakCheckTest {
  private static final Deque<AutoCloseable> LEFT_OPEN = new ArrayDeque<>();

  @AfterEach
  void mendTheLeaks() throws Exception {
    while (!LEFT_OPEN.isEmpty()) {
      LEFT_OPEN.pop().close();
    }
  }

  @Test
  void aTestThatLeavesATaskToTheCloseOfItsReactorFailsAndNamesIt() {
    int before = ClosedOver.count();
    assertThat(failureOf(LeavesTask.class)).contains("while this still ran", "task 'forgotten'");
    ClosedOver.forgetSince(before);
  }

  @Test
  void aTestThatLeavesAFailureInTheLogFailsAndTellsIt() {
    assertThat(failureOf(LeavesFailure.class))
        .contains("a failure in the log: failed while its reactor was closed")
        .contains("IllegalStateException: nobody's");
    LoggedFailures.take();
  }

  @Test
  void aTestThatLeavesAFailureInTheLogFailsAlsoWhenItCapturesTheLog() {
    assertThat(failureOf(LeavesFailureOutOfSight.class))
        .contains("IllegalStateException: nobody's");
    LoggedFailures.take();
  }

  @Test
  void aTestThatTakesTheFailureItExpectsPasses() {
    assertThat(run(TakesItsFailure.class).testEvents().succeeded().count()).isEqualTo(1);
  }

  @Test
  void aTestThatLeavesNothingBehindPasses() {
    assertThat(run(Clean.class).testEvents().succeeded().count()).isEqualTo(3);
  }

  @Test
  void aTestThatLeavesAThreadFailsAndNamesItWithItsStack() {
    assertThat(failureOf(LeavesThread.class))
        .contains("leaves() left behind", "thread \"forgotten\"", "CountDownLatch.await");
  }

  @Test
  void aTestThatLeavesASocketFails() {
    assertThat(failureOf(LeavesSocket.class)).contains("descriptor of socket:[");
  }

  @Test
  void aTestThatLeavesASelectorFails() {
    assertThat(failureOf(LeavesSelector.class)).contains("descriptor of anon_inode:[eventpoll]");
  }

  @Test
  void aTestThatLeavesBothEndsOfAPipeFailsOnceForThem() {
    assertThat(failureOf(LeavesPipe.class)).contains("descriptor of pipe:[", ", 2 times");
  }

  @Test
  void aTestThatLeavesAFileFailsAndNamesIt() {
    assertThat(failureOf(LeavesFile.class)).contains("descriptor of ", "forgotten.txt");
  }

  @Test
  void aClassThatLeavesASocketFailsThoughItsTestsPass() {
    EngineExecutionResults results = run(ClassLeavesSocket.class);
    assertThat(results.testEvents().succeeded().count()).isEqualTo(1);
    assertThat(message(results.containerEvents().failed().list().getFirst())).contains("socket:[");
  }

  @Test
  void aThreadThatIsEndingIsWaitedFor() {
    assertThat(run(ThreadIsEnding.class, 10_000).testEvents().succeeded().count()).isEqualTo(1);
  }

  @Test
  void theEnginesOwnThreadsMayStay() {
    assertThat(run(LeavesJanitor.class).testEvents().succeeded().count()).isEqualTo(1);
  }

  @Test
  void aThreadThatTheProjectNamesMayStay() {
    assertThat(
            kit(LeavesThread.class, 50)
                .configurationParameter(LeakCheck.MAY_STAY, "forgott.*")
                .execute()
                .testEvents()
                .succeeded()
                .count())
        .isEqualTo(1);
  }

  @Test
  void aClassMayAskForItAlone() {
    EngineExecutionResults results =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter(LeakCheck.PATIENCE_MILLIS, "50")
            .selectors(selectClass(AsksForIt.class))
            .execute();
    assertThat(message(results.testEvents().failed().list().getFirst())).contains("socket:[");
  }

  private static EngineExecutionResults run(Class<?> testClass) {
    return run(testClass, 50);
  }

  private static EngineExecutionResults run(Class<?> testClass, int patienceMillis) {
    return kit(testClass, patienceMillis).execute();
  }

  private static EngineTestKit.Builder kit(Class<?> testClass, int patienceMillis) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
        .configurationParameter(LeakCheck.PATIENCE_MILLIS, String.valueOf(patienceMillis))
        .selectors(selectClass(testClass));
  }

  private static String failureOf(Class<?> testClass) {
    EngineExecutionResults results = run(testClass);
    assertThat(results.testEvents().failed().count()).isEqualTo(1);
    return message(results.testEvents().failed().list().getFirst());
  }

  private static String message(Event failed) {
    return failed
        .getPayload(TestExecutionResult.class)
        .flatMap(TestExecutionResult::getThrowable)
        .map(Throwable::getMessage)
        .orElse("");
  }

  private static void leave(AutoCloseable open) {
    LEFT_OPEN.push(open);
  }

  private static void leaveThread(String name) {
    CountDownLatch end = new CountDownLatch(1);
    Thread thread = Thread.ofPlatform().daemon().name(name).start(() -> awaitQuietly(end));
    leave(() -> {
      end.countDown();
      thread.join();
    });
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  static final class Clean {
    @AutoClose private final ServerSocket closedByJupiter = new ServerSocket(0);

    Clean() throws IOException {}

    @Test
    void leavesItsFieldToJupiter() {
      assertThat(closedByJupiter.isClosed()).isFalse();
    }

    @Test
    void joinsItsThread() throws InterruptedException {
      Thread thread = Thread.ofPlatform().start(() -> {});
      thread.join();
    }

    @Test
    void closesItsSockets() throws IOException {
      try (var listener = new ServerSocket(0)) {
        assertThat(listener.isBound()).isTrue();
      }
    }
  }

  static final class LeavesThread {
    @Test
    void leaves() {
      leaveThread("forgotten");
    }
  }

  static final class LeavesTask {
    @Test
    void leaves() {
      try (Reactor reactor =
          Reactor.open(new VirtualClock(), new SplittableRandom(), Limits.DEFAULT)) {
        reactor.post(() -> Strand.start("forgotten", Life.of(LeavesTask::waitForEver)));
      }
    }

    private static void waitForEver() {
      try {
        new Suspension<String>("an answer").await(() -> true);
      } catch (Cancelled _) {
        // as a task of a scope ends
      }
    }
  }

  static final class LeavesFailure {
    @Test
    void leaves() {
      failWhileClosing();
    }
  }

  static final class LeavesFailureOutOfSight {
    @Test
    void leaves() {
      Logger logger = Logger.getLogger("io.weightless");
      logger.setUseParentHandlers(false);
      failWhileClosing();
      logger.setUseParentHandlers(true);
    }
  }

  static final class TakesItsFailure {
    @Test
    void takes() {
      failWhileClosing();
      assertThat(LoggedFailures.take()).hasSize(1);
    }
  }

  private static void failWhileClosing() {
    Reactor reactor = Reactor.open(new VirtualClock(), new SplittableRandom(), Limits.DEFAULT);
    reactor.post(() -> {
      throw new IllegalStateException("nobody's");
    });
    reactor.close();
  }

  static final class LeavesSocket {
    @Test
    void leaves() throws IOException {
      leave(new ServerSocket(0));
    }
  }

  @ExtendWith(LeakCheck.class)
  static final class AsksForIt {
    @Test
    void leaves() throws IOException {
      leave(new ServerSocket(0));
    }
  }

  static final class LeavesSelector {
    @Test
    void leaves() throws IOException {
      leave(Selector.open());
    }
  }

  static final class LeavesPipe {
    @Test
    void leaves() throws IOException {
      Pipe pipe = Pipe.open();
      leave(pipe.source());
      leave(pipe.sink());
    }
  }

  static final class LeavesFile {
    @Test
    void leaves() throws IOException {
      Path file = Files.createTempDirectory("leak").resolve("forgotten.txt");
      leave(Files.newOutputStream(file));
    }
  }

  static final class ClassLeavesSocket {
    @BeforeAll
    static void open() throws IOException {
      leave(new ServerSocket(0));
    }

    @Test
    void passes() {}
  }

  static final class ThreadIsEnding {
    @Test
    void startsAThreadThatEndsSoon() {
      Thread.ofPlatform().start(() -> LockSupport.parkNanos(20_000_000));
    }
  }

  static final class LeavesJanitor {
    @Test
    void leaves() {
      leaveThread("weightless-janitor");
    }
  }
}
