package io.weightless.fiber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.channel.Channel;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Deadlock;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.TaskInfo;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Key;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.NoSuspend;
import io.weightless.testkit.FastEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Fibers in tasks: who is parked when one of them waits, and who sees a cancellation.
class FiberWaitsTest {
  private final VirtualClock clock = new VirtualClock();

  @AutoClose
  private final Reactor reactor = Reactor.open(clock, new SplittableRandom(1), Limits.DEFAULT);

  private final List<Object> trail = new ArrayList<>();

  private void mark(Object event) {
    trail.add(event + "@" + clock.nanos() / 1_000_000_000);
  }

  private static void sleep(int seconds) {
    Task.sleep(Duration.ofSeconds(seconds));
  }

  @Test
  void aWaitOfOneFiberParksAllOfThemAndTheOtherTasksGoOn() {
    reactor.run(() ->
        Scope.join(scope -> {
          scope.start(
              "fibers",
              () ->
                  Fibers.run(() -> {
                    Fiber.of("sleeper", () -> sleep(2)).switchTo();
                    mark("main fiber");
                  }));
          scope.start(
              "other",
              () -> {
                sleep(1);
                mark("other");
              });
        }));

    assertThat(trail).containsExactly("other@1", "main fiber@2");
  }

  @Test
  void fibersOfTwoTasksTakeTurnsByTheirWaits() {
    reactor.run(() -> {
      Channel<String> channel = Channel.rendezvous();
      Scope.join(scope -> {
        scope.start(
            "sender",
            () -> Fibers.run(() -> Fiber.of("sends", () -> channel.send("value")).switchTo()));
        scope.start(
            "receiver",
            () ->
                Fibers.run(() ->
                    trail.add(Fiber.of("receives", () -> (Object) channel.receive()).switchTo())));
      });
    });

    assertThat(trail).containsExactly("value");
  }

  @Test
  void switchingLetsNobodyElseRun() {
    reactor.run(() ->
        Scope.join(scope -> {
          scope.start("other", () -> trail.add("other"));
          Fibers.run(() -> {
            Fiber main = Fiber.current();
            Fiber child = Fiber.of("child", () -> main.switchTo());
            child.switchTo();
            child.switchTo();
            trail.add("fibers");
          });
        }));

    assertThat(trail).containsExactly("fibers", "other");
  }

  @Test
  void aCancelledTaskIsSeenInTheFiberThatWaitsAndUnwindsThemAll() {
    reactor.run(() ->
        Scope.join(scope -> {
          Task<?> fibers =
              scope.start(
                  "fibers",
                  () ->
                      Fibers.run(() -> {
                        Fiber main = Fiber.current();
                        Fiber idle = Fiber.of("idle", () -> unwinding("idle", main::switchTo));
                        idle.switchTo();
                        Fiber waits = Fiber.of("waits", () -> unwinding("waits", () -> sleep(99)));
                        unwinding("main", waits::switchTo);
                      }));
          sleep(1);
          fibers.cancel("enough");
          assertThatThrownBy(fibers::await).isInstanceOf(CancellationException.class);
        }));

    assertThat(trail)
        .containsExactly(
            "waits Cancelled: enough@1",
            "main Cancelled: enough@1",
            "idle FiberKilled: fiber 'idle' was left unfinished@1");
  }

  private void unwinding(String who, Runnable work) {
    try {
      work.run();
    } catch (Error e) {
      mark(who + " " + e.getClass().getSimpleName() + ": " + e.getMessage());
      throw e;
    }
  }

  @Test
  void theDeadlineThatMainIsInEndsTheWaitOfAFiber() {
    reactor.run(() ->
        Fibers.run(() -> {
          Fiber sleeper = Fiber.of("sleeper", () -> unwinding("sleeper", () -> sleep(99)));
          assertThatThrownBy(() -> within(2, sleeper)).isInstanceOf(DeadlineExceeded.class);
          assertThat(sleeper.isAlive()).isFalse();
          sleep(1);
          mark("main goes on");
        }));

    assertThat(trail)
        .containsExactly("sleeper Cancelled: the deadline of PT2S passed@2", "main goes on@3");
  }

  private static void within(int seconds, Fiber fiber) {
    Scope.join(Deadline.after(Duration.ofSeconds(seconds)), _ -> fiber.switchTo());
  }

  @Test
  void theDeadlineThatAnAncestorIsInEndsTheWaitOfAFiber() {
    reactor.run(() ->
        Fibers.run(() -> {
          Fiber outer =
              Fiber.of(
                  "outer",
                  () -> {
                    Fiber sleeper =
                        Fiber.of("sleeper", () -> unwinding("sleeper", () -> sleep(99)));
                    assertThatThrownBy(() -> within(2, sleeper))
                        .isInstanceOf(DeadlineExceeded.class);
                    sleep(1);
                    mark("outer goes on");
                  });
          outer.switchTo();
        }));

    assertThat(trail)
        .containsExactly("sleeper Cancelled: the deadline of PT2S passed@2", "outer goes on@3");
  }

  @Test
  void theDeadlineOfAFiberDoesNotReachOneThatIsNotInsideIt() {
    reactor.run(() ->
        Fibers.run(() -> {
          Fiber main = Fiber.current();
          Fiber stranger =
              Fiber.of(
                  "stranger",
                  () -> {
                    sleep(5);
                    mark("stranger");
                    main.switchTo();
                  });
          Fiber hasDeadline = Fiber.of("has a deadline", () -> within(2, stranger));
          hasDeadline.switchTo();
          assertThatThrownBy(() -> hasDeadline.throwInto(new IllegalStateException("late")))
              .hasMessage("late");
        }));

    assertThat(trail).containsExactly("stranger@5");
  }

  @Test
  void aScopeOfAFiberIsInWhatIsAroundTheRun() {
    Key<String> user = Key.of("user");
    reactor.run(() ->
        Scope.join(scope -> {
          scope.put(user, "somebody");
          Task<?> fibers = scope.start("fibers", () -> Fibers.run(() -> inScopeOfFiber(user)));
          sleep(1);
          fibers.cancel("enough");
        }));

    assertThat(trail).containsExactly("somebody", "task of the fiber Cancelled: enough@1");
  }

  private void inScopeOfFiber(Key<String> user) {
    Fiber.of(
            "child",
            () -> {
              trail.add(user.get());
              Scope.join(scope ->
                  scope.start("inner", () -> unwinding("task of the fiber", () -> sleep(99))));
            })
        .switchTo();
  }

  @Test
  void aKilledFiberEndsTheTasksOfItsScope() {
    reactor.run(() ->
        Fibers.run(() -> {
          Fiber main = Fiber.current();
          Fiber child =
              Fiber.of(
                  "child",
                  () -> {
                    Scope.join(scope -> {
                      scope.start("inner", () -> unwinding("inner", () -> sleep(99)));
                      Task.yield();
                      main.switchTo();
                    });
                  });
          child.switchTo();
        }));

    assertThat(trail).singleElement().asString().startsWith("inner Cancelled").endsWith("@0");
  }

  @Test
  void aKilledFiberWaitsNoMoreUnlessItIsShielded() {
    reactor.run(() ->
        Fibers.run(() -> {
          Fiber main = Fiber.current();
          Fiber child =
              Fiber.of(
                  "child",
                  () -> {
                    try {
                      main.switchTo();
                    } finally {
                      Scope.shield(() -> sleep(3));
                      mark("shielded");
                      unwinding("child", () -> sleep(1));
                    }
                  });
          child.switchTo();
        }));

    assertThat(trail)
        .containsExactly("shielded@3", "child FiberKilled: fiber 'child' was left unfinished@3");
  }

  @Test
  void theEndOfTheReactorIsSeenInTheFiberThatWaits() {
    assertThatThrownBy(() ->
            reactor.run(() -> {
              Reactor.current().after(Duration.ofSeconds(1), FiberWaitsTest::fail);
              Fibers.run(
                  () -> Fiber.of("waits", () -> unwinding("waits", () -> sleep(99))).switchTo());
            }))
        .hasMessage("bad");

    assertThat(trail).singleElement().asString().startsWith("waits Cancelled: the reactor failed");
  }

  private static void fail() {
    throw new IllegalArgumentException("bad");
  }

  @Test
  void fibersThatNobodyCanWakeAreADeadlock() {
    assertThatThrownBy(() ->
            reactor.run(() ->
                Fibers.run(
                    () -> Fiber.of("waits", () -> Channel.rendezvous().receive()).switchTo())))
        .isInstanceOf(Deadlock.class)
        .hasMessageContaining("task 'waits'")
        .hasMessageContaining("waits for Fibers['waits' runs, 1 unfinished]");
  }

  @Test
  void fibersAreListedInsideTheTaskThatRunsThem() {
    reactor.run(() ->
        Fibers.run(() ->
            Fiber.of("child", () -> reactor.tasks().forEach(task -> trail.add(brief(task))))
                .switchTo()));

    assertThat(trail).containsExactly("0 main WAITING", "1 child RUNNING");
  }

  private static String brief(TaskInfo task) {
    return task.depth() + " " + task.name() + " " + task.state();
  }

  @Test
  void aSwitchGivesTheLoopUpSoNoSuspendRefusesIt() {
    reactor.run(() ->
        Fibers.run(() -> {
          Fiber child = Fiber.of("child", () -> "result");
          assertThatThrownBy(() -> NoSuspend.noSuspend(() -> child.switchTo()))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("noSuspend");
          assertThat(child.switchTo()).isEqualTo("result");
        }));
  }

  @Test
  @FastEngine
  void aCancelledTaskInterruptsTheFiberThatWaitsInTheJdk() {
    reactor.run(() ->
        Scope.join(scope -> {
          Task<?> fibers =
              scope.start(
                  "fibers",
                  () ->
                      Fibers.run(() ->
                          Fiber.of("waits", () -> new LinkedBlockingQueue<>().take()).switchTo()));
          Task.yield();
          fibers.cancel("enough");
          assertThatThrownBy(fibers::await).isInstanceOf(CancellationException.class);
        }));
  }

  @Test
  void withoutAReactorFibersSleepOnOneOfTheirOwn() {
    assertThat(
            Fibers.<Object, RuntimeException>run(() -> {
              Fiber child = Fiber.of("child", () -> Task.sleep(Duration.ofMillis(1)));
              child.switchTo();
              return child.isAlive();
            }))
        .isEqualTo(false);
  }

  @Test
  void aCancelledFiberThatSwitchesIsCancelledAtItsNextWaitOnly() {
    reactor.run(() ->
        Scope.join(scope -> {
          Task<?> fibers =
              scope.start(
                  "fibers",
                  () ->
                      Fibers.run(() -> {
                        Fiber main = Fiber.current();
                        Fiber child = Fiber.of("child", () -> main.switchTo("from the child"));
                        trail.add(child.switchTo());
                        assertThatThrownBy(() -> sleep(1)).isInstanceOf(Cancelled.class);
                      }));
          fibers.cancel("enough");
        }));

    assertThat(trail).containsExactly("from the child");
  }
}
