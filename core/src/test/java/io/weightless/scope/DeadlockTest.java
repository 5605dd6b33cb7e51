package io.weightless.scope;

import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.offload.Offload;
import io.weightless.reactor.Deadlock;
import io.weightless.sync.Event;
import io.weightless.sync.Lock;
import io.weightless.testkit.FastEngine;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Under virtual time nothing comes from outside but what is known to come: where all wait for each
/// other the run ends, and says who waits for what.
final class DeadlockTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void twoTasksThatTakeTwoLocksInDifferentOrdersAreReportedWithWhatTheyWaitFor() {
    Throwable thrown = thrownBy(() -> stage.run(this::crossing));

    assertThat(thrown).isInstanceOf(Deadlock.class);
    assertThat(thrown.getMessage().lines())
        .filteredOn(line -> !line.startsWith("      "))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("all tasks wait, and nothing is left to wake one:"),
            line -> assertThat(line).startsWith("  task 'main', 1.0 s, waits for the tasks of its"),
            line ->
                assertThat(line)
                    .startsWith(
                        "    task 'a', 1.0 s, waits for Lock[held by 'b'; waiting: 'a'] at"),
            line ->
                assertThat(line)
                    .startsWith(
                        "    task 'b', 1.0 s, waits for Lock[held by 'a'; waiting: 'b'] at"),
            line ->
                assertThat(line).isEqualTo("  these wait for each other: 'a', for 'b', for 'a'"),
            line -> assertThat(line).isEqualTo("    'b' waits at"),
            line -> assertThat(line).isEqualTo("    'a' waits at"));
    assertThat(((Deadlock) thrown).tasks()).hasSize(3);
  }

  @Test
  void allThatWaitedIsCancelledAndRunsItsFinallyBlocks() {
    thrownBy(() ->
        stage.run(() -> {
          try {
            new Event().await();
          } finally {
            stage.mark("ended");
          }
        }));

    assertThat(stage.trail).containsExactly("ended");
    assertThat(stage.reactor.tasks()).isEmpty();
  }

  @Test
  void aReactorThatWasStuckCanBeRunAgain() {
    thrownBy(() -> stage.run(() -> new Event().await()));

    stage.run(() -> sleep(1));

    assertThat(stage.clock.nanos()).isEqualTo(1_000_000_000);
  }

  @Test
  void whatATimerWillWakeIsNotStuck() {
    stage.run(() -> {
      Event event = new Event();
      stage.reactor.after(Stage.seconds(5), event::set);
      event.await();
    });
  }

  @Test
  void anOffloadThatIsWaitedForIsNoDeadlock() {
    stage.run(() -> {
      try (Offload offload = Offload.open()) {
        CountDownLatch asleep = new CountDownLatch(1);
        Scope.<Integer, RuntimeException>run(scope -> {
          scope.start("slow", () -> offload.call(() -> stage.trail.add(wait(asleep))));
          scope.start("late", () -> asleep.countDown());
          return 1;
        });
      }
    });

    assertThat(stage.trail).containsExactly("done");
  }

  @FastEngine
  @Test
  void aTaskThatWaitsInTheJdkIsNoDeadlock() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    stage.run(() -> {
      stage.reactor.post(() -> Thread.ofPlatform().start(latch::countDown));
      latch.await();
      stage.mark("done");
    });

    assertThat(stage.trail).containsExactly("done");
  }

  @Test
  void aStepByHandReportsNothingForWhoeverStepsMayDoSomethingInBetween() {
    Event[] event = new Event[1];
    stage.reactor.post(() ->
        io.weightless.engine.internal.Strand.start(
            "waits",
            io.weightless.engine.internal.Life.of(() -> {
              event[0] = new Event();
              event[0].await();
              stage.mark("done");
            })));
    while (stage.reactor.step()) {
      // until it waits
    }

    stage.reactor.post(() -> event[0].set());
    stage.reactor.step();

    assertThat(stage.trail).containsExactly("done");
  }

  private static String wait(CountDownLatch latch) throws InterruptedException {
    latch.await();
    return "done";
  }

  private void crossing() {
    Lock first = new Lock();
    Lock second = new Lock();
    Scope.<Integer, RuntimeException>run(scope -> {
      scope.start("a", () -> takeBoth(first, second));
      scope.start("b", () -> takeBoth(second, first));
      return 1;
    });
  }

  private static void takeBoth(Lock one, Lock other) {
    try (var _ = one.hold()) {
      sleep(1);
      try (var _ = other.hold()) {
        sleep(1);
      }
    }
  }
}
