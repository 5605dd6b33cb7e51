package io.weightless.offload;

import static io.weightless.offload.World.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Pinned;
import io.weightless.reactor.Cancelled;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testkit.FastEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A call whose task is cancelled: before, while and after its job runs.
class OffloadCancelTest {
  @AutoClose private final World world = new World(1);

  @Test
  void aTaskThatIsCancelledAlreadyCallsNothing() {
    world.runScope(scope -> {
      scope.cancel("enough");
      world.mark(thrownBy(() -> world.offload.call(this::marksThatItRan)).getMessage());
      return null;
    });

    assertThat(world.trail).containsExactly("enough");
  }

  @Test
  void aJobThatWaitsForAThreadIsTakenBackAndNeverRuns() {
    world.runScope(scope -> {
      Gate gate = new Gate(world.reactor);
      scope.start("first", () -> world.offload.call(gate::pass));
      gate.awaitEntered();
      Task<?> waiting = scope.start("waiting", () -> markThrown(this::marksThatItRan));
      twoTurns();
      waiting.cancel("enough");
      thrownBy(waiting::await);
      world.mark("before the first has ended");
      gate.open();
      return null;
    });
    world.run(() -> world.offload.call(() -> "whatever waited has had its turn"));

    assertThat(world.trail).containsExactly("Cancelled: enough", "before the first has ended");
  }

  @Test
  void aJobThatRunsIsInterruptedAndItsScopeEndsAfterIt() {
    world.runScope(outer -> {
      Gate gate = new Gate(world.reactor);
      Task<?> task =
          outer.start(
              "caller",
              () -> {
                try {
                  markThrown(() -> {
                    try {
                      return gate.pass();
                    } finally {
                      world.mark("the job ended");
                    }
                  });
                } finally {
                  world.mark("flag " + Thread.currentThread().isInterrupted());
                }
              });
      gate.awaitEntered();
      task.cancel("enough");
      thrownBy(task::await);
      world.mark("the task ended, " + task.state());
      return null;
    });

    assertThat(world.trail)
        .containsExactly(
            "the job ended", "Cancelled: enough", "flag true", "the task ended, CANCELLED");
  }

  @Test
  void aJobThatIgnoresTheInterruptIsWaitedForAndItsResultReturned() {
    world.runScope(scope -> {
      Gate gate = new Gate(world.reactor);
      Task<?> task =
          scope.start(
              "caller",
              () -> {
                world.mark(world.offload.call(gate::passStubbornly));
                world.mark(thrownBy(Task::yield).getMessage());
              });
      gate.awaitEntered();
      task.cancel("enough");
      for (int i = 0; i < 100; i++) {
        Task.yield();
      }
      world.mark("still waits, " + task.state());
      gate.open();
      return null;
    });

    assertThat(world.trail).containsExactly("still waits, RUNNING", "passed", "enough");
  }

  @Test
  void anInterruptedJobsOwnFailureIsThrown() {
    IOException failure = new IOException("could not tidy up");
    Throwable[] thrown = new Throwable[1];
    world.run(() ->
        thrown[0] =
            thrownBy(() ->
                Scope.run(scope -> {
                  Gate gate = new Gate(world.reactor);
                  Task<?> task =
                      scope.start(
                          "caller",
                          () ->
                              world.offload.call(() -> {
                                thrownBy(gate::pass);
                                throw failure;
                              }));
                  gate.awaitEntered();
                  task.cancel("enough");
                  return null;
                })));

    assertThat(thrown[0]).isSameAs(failure);
  }

  @Test
  void aDeadlineEndsACall() {
    world.run(() -> {
      Gate gate = new Gate(world.reactor);
      world.mark(
          thrownBy(() ->
              Scope.run(
                  Deadline.after(Duration.ofSeconds(1)), scope -> world.offload.call(gate::pass))));
      world.mark(Thread.currentThread().isInterrupted());
    });

    assertThat(world.trail).hasSize(2).last().isEqualTo(false);
    assertThat(world.trail.getFirst()).isInstanceOf(DeadlineExceeded.class);
  }

  @Test
  void anAnswerThatIsOnItsWayIsTaken() {
    try (World hasty = new World(1, Duration.ZERO)) {
      hasty.runScope(scope -> {
        CountDownLatch go = new CountDownLatch(1);
        Gate gate = new Gate(hasty.reactor);
        Thread[] thread = new Thread[1];
        Task<?> task =
            scope.start(
                "caller",
                () ->
                    hasty.mark(
                        hasty.offload.call(() -> {
                          thread[0] = Thread.currentThread();
                          go.countDown();
                          return gate.pass();
                        })));
        gate.awaitEntered();
        hasty.reactor.post(() -> {
          gate.open();
          joinOnTheLoop(thread[0]); // the answer has been posted, and not yet taken
          task.cancel("too late");
        });
        return null;
      });

      assertThat(hasty.trail).containsExactly("passed");
    }
  }

  @Test
  void anInterruptThatAJobDidNotTakeIsTakenFromItsThread() {
    world.runScope(scope -> {
      Gate gate = new Gate(world.reactor);
      Task<?> ignores =
          scope.start(
              "ignores",
              () ->
                  world.offload.call(() -> {
                    thrownBy(gate::pass);
                    Thread.currentThread().interrupt();
                    return "";
                  }));
      gate.awaitEntered();
      scope.start(
          "next",
          () -> world.mark(world.offload.call(() -> Thread.currentThread().isInterrupted())));
      twoTurns();
      ignores.cancel("enough");
      return null;
    });

    assertThat(world.trail).containsExactly(false);
  }

  @Test
  void anInterruptNeverReachesTheNextJobOfItsThread() {
    AtomicInteger interrupted = new AtomicInteger();
    world.runScope(scope -> {
      for (int i = 0; i < 2_000; i++) {
        CountDownLatch end = new CountDownLatch(1);
        Task<?> victim = scope.start("victim", () -> world.offload.call(() -> countDown(end)));
        Task<?> next =
            scope.start(
                "next",
                () ->
                    world.offload.call(() -> {
                      if (Thread.interrupted()) {
                        interrupted.incrementAndGet();
                      }
                      return null;
                    }));
        for (int turn = 0; turn < 2 + i % 3; turn++) {
          Task.yield();
        }
        victim.cancel("enough");
        next.await();
      }
      return null;
    });

    assertThat(interrupted).hasValue(0);
  }

  @Test
  void anAbandonableJobIsLeftAndKeepsItsThreadUntilItEnds() {
    world.runScope(scope -> {
      Gate gate = new Gate(world.reactor);
      Task<?> task =
          scope.start("caller", () -> world.offload.callAbandonable(gate::passStubbornly));
      gate.awaitEntered();
      task.cancel("enough");
      thrownBy(task::await);
      world.mark(task.state());
      Task<?> next = scope.start("next", () -> world.mark(world.offload.call(() -> "next")));
      twoTurns();
      world.mark(world.offload.toString());
      gate.open();
      next.await();
      return null;
    });

    assertThat(world.trail)
        .containsExactly(Task.State.CANCELLED, "Offload[1 threads, 1 calls wait]", "next");
  }

  @Test
  void anAbandonableJobIsInterrupted() {
    CountDownLatch interrupted = new CountDownLatch(1);
    world.runScope(scope -> {
      Gate gate = new Gate(world.reactor);
      Task<?> task =
          scope.start(
              "caller",
              () ->
                  world.offload.callAbandonable(() -> {
                    thrownBy(gate::pass);
                    return countDown(interrupted);
                  }));
      gate.awaitEntered();
      task.cancel("enough");
      return null;
    });

    world.run(() -> world.offload.call(() -> "it has ended"));
    assertThat(interrupted.getCount()).isZero();
  }

  @Test
  void anAbandonableJobThatIsNotCancelledIsLikeAnyOther() {
    world.run(() -> {
      world.mark(world.offload.callAbandonable(() -> "result"));
      world.mark(
          thrownBy(() ->
                  world.offload.callAbandonable(() -> {
                    throw new IOException("disk");
                  }))
              .getMessage());
    });

    assertThat(world.trail).containsExactly("result", "disk");
  }

  @Test
  @FastEngine
  void whereNobodyCanWaitNothingIsCalled() {
    world.run(() -> {
      Called.world = world;
      Throwable thrown = thrownBy(Called::touch);
      assertThat(thrown)
          .isInstanceOf(ExceptionInInitializerError.class)
          .hasCauseInstanceOf(Pinned.class);
      world.mark(world.offload.toString());
    });

    assertThat(world.trail).containsExactly("Offload[0 threads, 0 calls wait]");
  }

  private static final class Called {
    static World world;

    static void touch() {
      new InItsInitialiser();
    }
  }

  private static final class InItsInitialiser {
    static {
      Called.world.offload.call(() -> "");
    }
  }

  private void markThrown(Job<?, ?> job) throws Exception {
    try {
      world.offload.call(job);
    } catch (Cancelled cancelled) {
      world.mark("Cancelled: " + cancelled.getMessage());
      throw cancelled;
    }
  }

  private String marksThatItRan() {
    world.mark("it ran");
    return "";
  }

  private static String countDown(CountDownLatch latch) {
    latch.countDown();
    return "";
  }

  private static void joinOnTheLoop(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// After them, what was started before them has called.
  private static void twoTurns() {
    Task.yield();
    Task.yield();
  }
}
