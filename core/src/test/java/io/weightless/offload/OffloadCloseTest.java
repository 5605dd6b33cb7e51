package io.weightless.offload;

import static io.weightless.offload.World.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The end of an offload, and of a reactor whose tasks have called.
class OffloadCloseTest {
  @AutoClose private final World world = new World(1);

  @Test
  void aClosedOneRefusesCalls() {
    world.run(() -> {
      world.offload.close();
      world.mark(thrownBy(() -> world.offload.call(() -> "")).getMessage());
      world.offload.close();
    });
    world.offload.close();

    assertThat(world.trail).containsExactly("this offload is closed");
  }

  @Test
  void closingWaitsForWhatRunsAndForWhatWaitsForAThread() {
    world.runScope(scope -> {
      Gate gate = new Gate(world.reactor);
      scope.start("runs", () -> world.mark(world.offload.call(gate::pass)));
      scope.start("waits", () -> world.mark(world.offload.call(() -> "waited")));
      gate.awaitEntered();
      scope.start(
          "closer",
          () -> {
            world.offload.close();
            world.mark("closed");
          });
      Task.yield();
      world.mark(thrownBy(() -> world.offload.call(() -> "")).getMessage());
      gate.open();
      return null;
    });

    assertThat(world.trail).containsExactly("this offload is closed", "passed", "waited", "closed");
  }

  @Test
  void itsThreadsEndWithIt() throws InterruptedException {
    world.run(() -> world.mark(world.offload.call(Thread::currentThread)));

    world.offload.close();

    assertThat(((Thread) world.trail.getFirst()).join(Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void anAbortGivesUpWhatWaitsAndInterruptsWhatRuns() {
    world.runScope(scope -> {
      Gate gate = new Gate(world.reactor);
      scope.start("runs", () -> markFailure("ran", gate::pass));
      gate.awaitEntered();
      scope.start("waits", () -> markFailure("waited", () -> "it ran"));
      twoTurns();
      world.offload.abort();
      world.offload.close();
      world.mark("closed");
      return null;
    });

    assertThat(world.trail)
        .containsExactlyInAnyOrder(
            "ran: the offload was aborted, because of java.lang.InterruptedException",
            "waited: the offload was aborted, because of null",
            "closed");
  }

  @Test
  void anyThreadMayAbort() throws InterruptedException {
    Thread[] aborting = new Thread[1];
    world.runScope(scope -> {
      Gate gate = new Gate(world.reactor);
      scope.start("runs", () -> markFailure("ran", gate::pass));
      gate.awaitEntered();
      aborting[0] = Thread.ofPlatform().start(world.offload::abort);
      return null;
    });
    aborting[0].join();

    assertThat(world.trail)
        .containsExactly("ran: the offload was aborted, because of java.lang.InterruptedException");
  }

  @Test
  void theResultOfAJobThatIgnoresAnAbortIsReturned() {
    world.runScope(scope -> {
      Gate gate = new Gate(world.reactor);
      scope.start("runs", () -> world.mark(world.offload.call(gate::passStubbornly)));
      gate.awaitEntered();
      world.offload.abort();
      gate.open();
      world.offload.close();
      return null;
    });

    assertThat(world.trail).containsExactly("passed");
  }

  @Test
  void anAbortLeavesAnAbandonableJob() {
    Gate gate = new Gate(world.reactor);
    world.runScope(scope -> {
      scope.start(
          "runs",
          () ->
              world.mark(
                  thrownBy(() -> world.offload.callAbandonable(gate::passStubbornly))
                      .getMessage()));
      gate.awaitEntered();
      world.offload.abort();
      world.offload.close();
      world.mark("closed");
      return null;
    });
    gate.open();

    assertThat(world.trail).containsExactly("the offload was aborted", "closed");
  }

  @Test
  void closingDoesNotWaitForAJobThatWasLeft() {
    Gate gate = new Gate(world.reactor);
    world.runScope(scope -> {
      Task<?> task = scope.start("left", () -> world.offload.callAbandonable(gate::passStubbornly));
      gate.awaitEntered();
      task.cancel("enough");
      thrownBy(task::await);
      world.offload.close();
      world.mark("closed");
      return null;
    });
    gate.open();

    assertThat(world.trail).containsExactly("closed");
  }

  @Test
  void aDeadlineTurnsDrainingIntoAborting() {
    world.runScope(scope -> {
      Gate gate = new Gate(world.reactor);
      scope.start("runs", () -> markFailure("ran", gate::pass));
      gate.awaitEntered();
      Scope.run(
          Deadline.after(Duration.ofSeconds(1)),
          closing -> {
            world.offload.close();
            world.mark("closed");
            return null;
          });
      return null;
    });

    assertThat(world.trail)
        .containsExactly(
            "ran: the offload was aborted, because of java.lang.InterruptedException", "closed");
  }

  @Test
  void aThreadThatClosesAndIsInterruptedAborts() throws Exception {
    Gate gate = new Gate(world.reactor);
    FutureTask<Boolean> closing =
        new FutureTask<>(() -> {
          world.offload.close();
          return Thread.currentThread().isInterrupted();
        });
    world.runScope(scope -> {
      scope.start("runs", () -> markFailure("ran", gate::pass));
      gate.awaitEntered();
      Thread.ofPlatform().start(closing).interrupt();
      return null;
    });

    assertThat(closing.get()).isTrue();
    assertThat(world.trail)
        .containsExactly("ran: the offload was aborted, because of java.lang.InterruptedException");
  }

  @Test
  void aJobCanNotCloseTheOffloadThatRunsItAndACallbackCanNotWait() {
    world.run(() -> world.mark(thrownBy(() -> world.offload.call(this::closeIt)).getMessage()));
    world.reactor.post(() -> world.mark(thrownBy(world.offload::close).getMessage()));
    world.reactor.step();

    assertThat(world.trail)
        .hasSize(2)
        .first()
        .isEqualTo("a job can't close the offload that runs it");
    assertThat(world.trail.getLast()).asString().contains("only a task can do this");
    world.run(() -> world.mark(world.offload.call(() -> "it is still open")));
    assertThat(world.trail).last().isEqualTo("it is still open");
  }

  /// Slow: the reactor waits a second for its task.
  @Test
  @Tag("slow")
  void anAnswerThatComesAfterTheReactorWasClosedStillEndsItsTask() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (Log log = Log.capture()) {
      World inner = new World();
      inner.reactor.post(() -> start(() -> callStubbornly(entered, open, ended)));
      while (entered.getCount() > 0) {
        inner.reactor.step();
      }
      inner.reactor.close();
      open.countDown();

      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(log.next().getMessage()).contains("task 'caller'");
      inner.close();
    }
    world.run(() -> world.mark(world.offload.call(() -> "the thread lives")));

    assertThat(world.trail).containsExactly("passed", "the thread lives");
  }

  private static void start(Runnable body) {
    io.weightless.engine.internal.Strand.start(
        "caller", io.weightless.engine.internal.Life.of(body));
  }

  private void callStubbornly(CountDownLatch entered, CountDownLatch open, CountDownLatch ended) {
    world.mark(
        world.offload.call(() -> {
          entered.countDown();
          while (true) {
            try {
              open.await();
              return "passed";
            } catch (InterruptedException _) {
              // goes on waiting
            }
          }
        }));
    ended.countDown();
  }

  private String closeIt() {
    world.offload.close();
    return "";
  }

  private void markFailure(String who, Job<?, ?> job) {
    Throwable thrown = thrownBy(() -> world.offload.call(job));
    assertThatThrownBy(
            () -> {
              throw thrown;
            })
        .isInstanceOf(CancellationException.class);
    world.mark(who + ": " + thrown.getMessage() + ", because of " + thrown.getCause());
  }

  /// After them, what was started before them has called.
  private static void twoTurns() {
    Task.yield();
    Task.yield();
  }
}
