package io.weightless.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Event;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a test in a task sees; how one fails is in [InTaskFailureTest].
@InTask
final class InTaskTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final Thread taskOfConstructor = Thread.currentThread();
  private final Reactor reactor;
  private final Event asked = new Event();
  private final Event answered = new Event();
  private Thread taskOfFixture;
  private long timeOfFixture;

  InTaskTest(Reactor reactor) {
    this.reactor = reactor;
  }

  @BeforeEach
  void startServer(Scope scope, VirtualClock clock) {
    taskOfFixture = Thread.currentThread();
    timeOfFixture = clock.nanos();
    scope.start("ticker", InTaskTest::tick);
    scope.start(
        "server",
        () -> {
          asked.await();
          Task.sleep(DAY);
          answered.set();
          new Event().await(); // until the test is over
        });
  }

  private static void tick() {
    while (true) {
      Task.sleep(Duration.ofMinutes(1));
    }
  }

  @AfterEach
  void theFixturesAreStillInTheSameTask(Reactor reactor) {
    assertThat(Thread.currentThread()).isSameAs(taskOfConstructor).isSameAs(taskOfFixture);
    assertThat(Reactor.current()).isSameAs(reactor).isSameAs(this.reactor);
  }

  @Test
  void aReminderComesTheNextDay(Scope scope, VirtualClock clock) {
    Task<String> reminder =
        scope.start(
            "reminder",
            () -> {
              Task.sleep(DAY);
              return "call home";
            });

    assertThat(reminder.await()).isEqualTo("call home");
    assertThat(clock.nanos()).isEqualTo(DAY.toNanos());
  }

  @Test
  void theTestRunsInTheTaskOfItsFixtures() {
    assertThat(Thread.currentThread()).isSameAs(taskOfFixture);
    assertThat(Reactor.current()).isSameAs(reactor);
  }

  @Test
  void whatAFixtureStartedGoesOnDuringTheTest(VirtualClock clock) {
    asked.set();
    answered.await();

    assertThat(clock.nanos()).isEqualTo(DAY.toNanos());
  }

  @Test
  void noTimePassesBetweenTheParts(VirtualClock clock) {
    assertThat(clock.nanos()).isEqualTo(timeOfFixture).isZero();
  }

  @Test
  void theTestEndsWhenItsTasksHave(Scope scope) {
    scope.start(
        "late",
        () -> {
          Task.sleep(DAY);
          answered.set();
        });
  }

  @RepeatedTest(2)
  void eachTestHasItsOwnWorld(VirtualClock clock) {
    assertThat(clock.nanos()).isZero();
    Task.sleep(DAY);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void parametersOfJUnitMayStandBesideOurs(int days, Scope scope, Reactor reactor) {
    scope.start("sleeper", () -> Task.sleep(DAY.multipliedBy(days))).await();

    assertThat(reactor.clock().nanos()).isEqualTo(DAY.multipliedBy(days).toNanos());
  }

  @TestFactory
  Stream<DynamicTest> dynamicTestsRunInTheTaskToo() {
    return Stream.of("a", "b")
        .map(name ->
            DynamicTest.dynamicTest(
                name, () -> assertThat(Thread.currentThread()).isSameAs(taskOfFixture)));
  }

  @Test
  @InTask(seed = 42)
  void theRandomFollowsFromTheSeed(Reactor reactor) {
    assertThat(reactor.random().nextLong()).isEqualTo(new SplittableRandom(42).nextLong());
  }

  @Nested
  final class Inside {
    private Thread taskOfInnerFixture;

    @BeforeEach
    void prepare() {
      taskOfInnerFixture = Thread.currentThread();
    }

    @Test
    void theFixturesOfClassesAroundRunInTheSameTask() {
      assertThat(taskOfInnerFixture).isSameAs(taskOfFixture).isSameAs(Thread.currentThread());
    }
  }
}
