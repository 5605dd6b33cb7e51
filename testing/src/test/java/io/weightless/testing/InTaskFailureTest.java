package io.weightless.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Deadlock;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/// Runs small test classes inside the test.
final class InTaskFailureTest {
  /// What a test class threw last.
  private static final AtomicReference<Throwable> THROWN = new AtomicReference<>();

  private static final Trail trail = new Trail();

  @BeforeEach
  @AfterEach
  void nothingHappenedYet() {
    trail.clear();
  }

  @Test
  void aFailureIsThrownAsItIsAndTellsTheSeed() {
    Throwable failure = failureOf(Fails.class);

    assertThat(failure).isSameAs(THROWN.get());
    assertThat(failure.getSuppressed())
        .singleElement()
        .hasToString(
            "io.weightless.testing.Seed: 7; to run the test again as it was, set"
                + " -Dweightless.seed=7");
  }

  @Test
  void theSeedMayBeGivenForTestsThatDoNotSayTheirOwn() {
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter(InTask.SEED, "99")
            .selectors(selectClass(AnySeed.class))
            .execute()
            .testEvents();

    assertThat(failure(tests).getSuppressed()[0]).hasMessageStartingWith("99;");
  }

  @Test
  void aTestThatHangsFailsWithWhoWaitsForWhat() {
    assertThat(failureOf(Hangs.class))
        .isInstanceOf(Deadlock.class)
        .hasMessageContaining("task 'main'")
        .hasMessageContaining("task 'other'");
    trail.assertIs("after");
  }

  @Test
  void aChildThatFailsFailsTheTestThatWaits() {
    assertThat(failureOf(ChildFails.class)).isSameAs(THROWN.get());
    trail.assertIs("after");
  }

  @Test
  void aTaskOfAFixtureThatFailsFailsTheTestAndAfterEachRunsAllTheSame() {
    assertThat(failureOf(FixtureFails.class)).isSameAs(THROWN.get());
    trail.assertIs("after");
  }

  @Test
  void aTaskOfAFixtureThatFailsAtTheEndFailsTheTest() {
    assertThat(failureOf(FixtureFailsAtTheEnd.class)).isSameAs(THROWN.get());
  }

  @Test
  void aCallbackThatFailsFailsTheTest() {
    assertThat(failureOf(CallbackFails.class)).isSameAs(THROWN.get());
  }

  @Test
  void aTestThatTakesTooLongIsCancelled() {
    assertThat(failureOf(TakesTooLong.class)).isInstanceOf(TimeoutException.class);
    trail.assertIs("cancelled", "after");
  }

  @Test
  void anAssumptionThatDoesNotHoldSkipsTheTest() {
    assertThat(run(Assumes.class).testEvents().aborted().count()).isEqualTo(1);
  }

  @Test
  void aTestThatEndsWithTheScopeOfItsFixturesFails() {
    assertThat(failureOf(CancelsAll.class)).hasMessageContaining("enough");
  }

  @Test
  void aTestOnRealTimeHasNoVirtualClock() {
    assertThat(failureOf(WantsVirtualClock.class))
        .hasMessage("a test on real time has no VirtualClock");
    trail.assertIs("after");
  }

  @Test
  void onRealTimeATaskOfAFixtureThatFailsFailsTheTestToo() {
    assertThat(failureOf(RealFixtureFails.class)).isSameAs(THROWN.get());
    trail.assertIs("after");
  }

  private static EngineExecutionResults run(Class<?> testClass) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(testClass)).execute();
  }

  private static Throwable failureOf(Class<?> testClass) {
    return failure(run(testClass).testEvents());
  }

  private static Throwable failure(Events tests) {
    assertThat(tests.failed().count()).isEqualTo(1);
    return tests
        .failed()
        .list()
        .getFirst()
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .orElseThrow();
  }

  private static <X extends Throwable> X thrown(X failure) {
    THROWN.set(failure);
    return failure;
  }

  private static void waitForEver() {
    new Event().await();
  }

  @InTask(seed = 7)
  @ExtendWith(LeakCheck.class)
  static final class Fails {
    @Test
    void fails() throws IOException {
      throw thrown(new IOException("as it is"));
    }
  }

  @InTask
  static final class AnySeed {
    @Test
    void fails(Reactor reactor) {
      throw new AssertionError(String.valueOf(reactor));
    }
  }

  abstract static sealed class Ends {
    @AfterEach
    void after() {
      trail.add("after");
    }
  }

  @InTask
  static final class Hangs extends Ends {
    @Test
    void hangs(Scope scope) {
      scope.start("other", InTaskFailureTest::waitForEver);
      waitForEver();
    }
  }

  @InTask
  static final class ChildFails extends Ends {
    @Test
    void waits(Scope scope) {
      scope.start(
          "child",
          () -> {
            throw thrown(new IOException("as it is"));
          });
      waitForEver();
    }
  }

  @InTask
  static final class FixtureFails extends Ends {
    @BeforeEach
    void start(Scope scope) {
      scope.start(
          "fixture",
          () -> {
            Task.sleep(Duration.ofSeconds(1));
            throw thrown(new IOException("as it is"));
          });
    }

    @Test
    void waits() {
      waitForEver();
    }
  }

  @InTask
  static final class FixtureFailsAtTheEnd {
    @BeforeEach
    void start(Scope scope) {
      scope.start(
          "fixture",
          () -> {
            try {
              waitForEver();
            } catch (Cancelled _) {
              throw thrown(new IOException("as it is"));
            }
          });
    }

    @Test
    void passes() {
      Task.yield();
    }
  }

  @InTask
  static final class CallbackFails {
    @Test
    void waits(Reactor reactor) {
      reactor.after(
          Duration.ofSeconds(1),
          () -> {
            throw thrown(new IllegalStateException("a callback's"));
          });
      waitForEver();
    }
  }

  @InTask
  static final class TakesTooLong extends Ends {
    @Test
    @Timeout(1) // second, in which it has begun
    void neverEnds() {
      try {
        while (true) {
          Task.sleep(Duration.ofSeconds(1));
        }
      } finally {
        trail.add("cancelled");
      }
    }
  }

  @InTask
  static final class Assumes {
    @Test
    void assumes() {
      Assumptions.abort();
    }
  }

  @InTask
  static final class CancelsAll {
    private Scope around;

    @BeforeEach
    void keep(Scope scope) {
      around = scope;
    }

    @Test
    void cancels() {
      around.cancel("enough");
      waitForEver();
    }
  }

  @InTask(real = true)
  static final class WantsVirtualClock extends Ends {
    @Test
    void neverCalled(VirtualClock clock) {
      clock.advance(Duration.ZERO);
    }
  }

  @InTask(real = true)
  static final class RealFixtureFails extends Ends {
    @BeforeEach
    void start(Scope scope) {
      scope.start(
          "fixture",
          () -> {
            throw thrown(new IOException("as it is"));
          });
    }

    @Test
    void waits() {
      waitForEver();
    }
  }
}
