package io.weightless.fiber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What a cancellation reaches in fibers, and what is left of it when it is over.
class FiberCancelTest {
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

  private void unwinding(String who, Runnable work) {
    try {
      work.run();
    } catch (Error e) {
      mark(who + " " + e.getClass().getSimpleName() + ": " + e.getMessage());
      throw e;
    }
  }

  @Test
  void aCancelledJobReachesTheScopesOfItsFibers() {
    reactor.run(() -> {
      Future<?> job = reactor.executor().submit(() -> Fibers.run(this::twoInScopes));
      sleep(1);
      job.cancel(true);
      sleep(1);
      assertThat(reactor.tasks()).hasSize(1);
    });

    assertThat(trail)
        .containsExactly(
            "two Cancelled: its future was cancelled@1",
            "task Cancelled: its future was cancelled@1",
            "one Cancelled: its future was cancelled@1");
  }

  private void twoInScopes() {
    Fiber main = Fiber.current();
    Fiber one = Fiber.of("one", () -> Scope.join(_ -> cancelledAfter("one", main)));
    one.switchTo();
    Fiber.of(
            "two",
            () ->
                Scope.join(scope -> {
                  scope.start("task", () -> unwinding("task", () -> sleep(99)));
                  unwinding("two", () -> sleep(99));
                }))
        .switchTo();
  }

  private void cancelledAfter(String who, Fiber main) {
    try {
      main.switchTo();
    } catch (FiberKilled _) {
      unwinding(who, () -> sleep(99));
    }
  }

  @Test
  void aCancelledJobDoesNotReachIntoTheShieldOfAFiber() {
    reactor.run(() -> {
      Future<?> job =
          reactor
              .executor()
              .submit(() -> Fibers.run(() -> Fiber.of("child", this::shielded).switchTo()));
      sleep(1);
      job.cancel(true);
      sleep(9);
    });

    assertThat(trail).containsExactly("shielded@3", "child Cancelled: its future was cancelled@3");
  }

  private void shielded() {
    Scope.shield(() -> sleep(3));
    mark("shielded");
    unwinding("child", () -> sleep(99));
  }

  @Test
  void aKilledFiberWaitsNoMoreInAScopeThatItWasIn() {
    killedInside(main ->
        Scope.join(_ -> {
          try {
            main.switchTo();
          } finally {
            unwinding("child", () -> sleep(99));
          }
        }));

    assertThat(trail)
        .containsExactly("child Cancelled: fiber 'child' was left unfinished@0", "ended@0");
  }

  @Test
  void aKilledFiberWaitsNoMoreInAScopeThatItOpensNor() {
    killedInside(main -> {
      try {
        main.switchTo();
      } finally {
        Scope.shield(() -> Scope.join(_ -> sleep(3)));
        Scope.join(_ -> unwinding("child", () -> sleep(99)));
      }
    });

    assertThat(trail)
        .containsExactly("child Cancelled: fiber 'child' was left unfinished@3", "ended@3");
  }

  @Test
  void theShieldThatAKilledFiberIsInIsLeftAlone() {
    killedInside(main ->
        Scope.shield(() -> {
          try {
            main.switchTo();
          } finally {
            Scope.join(_ -> sleep(3));
            mark("child");
          }
        }));

    assertThat(trail).containsExactly("child@3", "ended@3");
  }

  @Test
  void theScopeAroundTheRunGoesOnWhenAFiberIsKilled() {
    reactor.run(() ->
        Scope.join(around -> {
          around.start("other", () -> sleep(2));
          Fibers.run(() -> {
            Fiber main = Fiber.current();
            Fiber.of("child", () -> Scope.join(_ -> main.switchTo())).switchTo();
          });
          sleep(1);
          mark("around");
        }));

    assertThat(trail).containsExactly("around@1");
  }

  @Test
  void aFiberThatIsKilledInAScopeWhoseTimeIsUpHasOnlyBeenKilled() {
    killedInside(main ->
        Scope.join(
            Deadline.after(Duration.ofSeconds(1)),
            _ -> {
              try {
                sleep(2);
              } finally {
                main.switchTo();
              }
            }));

    assertThat(trail).containsExactly("ended@1");
  }

  private interface Killed {
    void run(Fiber main);
  }

  private void killedInside(Killed body) {
    reactor.run(() -> {
      Fibers.run(() -> {
        Fiber main = Fiber.current();
        Fiber.of("child", () -> body.run(main)).switchTo();
      });
      mark("ended");
    });
  }

  @Test
  void inACancelledFiberAnInterruptThatSomebodyWrapsIsTheCancellation() {
    reactor.run(() ->
        Scope.join(scope -> {
          Task<?> fibers =
              scope.start(
                  "fibers",
                  () ->
                      Fibers.run(() -> {
                        Fiber careless = Fiber.of("careless", FiberCancelTest::wrapping);
                        unwinding("main", careless::switchTo);
                      }));
          sleep(1);
          fibers.cancel("enough");
        }));

    assertThat(trail).containsExactly("main Cancelled: enough@1");
  }

  /// As a library does around a wait of the JDK.
  private static void wrapping() {
    try {
      sleep(99);
    } finally {
      if (Thread.interrupted()) {
        interrupted();
      }
    }
  }

  private static void interrupted() {
    throw new IllegalStateException(new InterruptedException());
  }

  @Test
  void aGeneratorThatWasAskedInACancelledScopeIsNotInterruptedAfterIt() {
    reactor.run(() ->
        Fibers.run(() -> {
          Iterator<Boolean> flags = flags();
          trail.add(flags.next());
          inTimedOutScope(() -> trail.add(flags.next()));
          trail.add(flags.next());
        }));

    assertThat(trail).containsExactly(false, true, false);
  }

  /// Whether the fiber that yields them is interrupted.
  private static Iterator<Boolean> flags() {
    return Generator.<Boolean>of(
            "flags",
            out -> {
              while (true) {
                out.yield(Thread.currentThread().isInterrupted());
              }
            })
        .iterator();
  }

  private static void inTimedOutScope(Runnable last) {
    Scope.runOr(
        Deadline.after(Duration.ofSeconds(1)),
        "timed out",
        _ -> {
          try {
            sleep(2);
          } finally {
            last.run();
          }
          return "slept";
        });
  }

  @Test
  void aFiberWhoseWaitWasEndedIsNotInterruptedWhenTheCancellationIsOver() {
    reactor.run(() ->
        Fibers.run(() -> {
          Fiber main = Fiber.current();
          Fiber child =
              Fiber.of(
                  "child",
                  () -> {
                    try {
                      sleep(99);
                    } finally {
                      trail.add(Thread.currentThread().isInterrupted());
                      main.switchTo();
                      trail.add(Thread.currentThread().isInterrupted());
                    }
                  });
          Scope.join(Deadline.after(Duration.ofSeconds(1)), _ -> child.switchTo());
          assertThatThrownBy(child::switchTo).isInstanceOf(Cancelled.class);
        }));

    assertThat(trail).containsExactly(true, false);
  }

  @Test
  void anInterruptOfSomebodyElseStaysOnTheFiber() {
    reactor.run(() ->
        Fibers.run(() -> {
          Fiber main = Fiber.current();
          Fiber child =
              Fiber.of(
                  "child",
                  () -> {
                    Thread.currentThread().interrupt();
                    main.switchTo();
                    trail.add(Thread.interrupted());
                  });
          child.switchTo();
          child.switchTo();
        }));

    assertThat(trail).containsExactly(true);
  }
}
