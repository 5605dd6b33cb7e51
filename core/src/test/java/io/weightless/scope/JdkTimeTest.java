package io.weightless.scope;

import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Work;
import io.weightless.testkit.FastEngine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Timed waits of the JDK in a task: in real time, and a thread of the JDK wakes the task.
class JdkTimeTest {
  private static final int DAYS = 1_000;

  @AutoClose private final Stage stage = new Stage();

  /// A wait for so many milliseconds.
  record Timed(String name, Waiting waiting) {
    @Override
    public String toString() {
      return name;
    }
  }

  interface Waiting {
    void of(long millis) throws Exception;
  }

  /// The JDK's own sleep is among what is tested here, and nothing that a test waits with.
  static List<Timed> interruptible() {
    ReentrantLock lock = new ReentrantLock();
    Object monitor = new Object();
    return List.of(
        new Timed("Thread.sleep", Thread::sleep),
        new Timed(
            "poll", millis -> new LinkedBlockingQueue<>().poll(millis, TimeUnit.MILLISECONDS)),
        new Timed(
            "tryAcquire", millis -> new Semaphore(0).tryAcquire(millis, TimeUnit.MILLISECONDS)),
        new Timed("latch", millis -> new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)),
        new Timed("get", JdkTimeTest::getWithin),
        new Timed("Thread.join", millis -> Thread.currentThread().join(Duration.ofMillis(millis))),
        new Timed("Condition.await", millis -> awaitCondition(lock, millis)),
        new Timed("Object.wait", millis -> waitInMonitor(monitor, millis)));
  }

  @ParameterizedTest
  @MethodSource("interruptible")
  @FastEngine
  void itEndsInRealTimeWhileTheLoopGoesOn(Timed timed) {
    stage.run(() ->
        Scope.run(scope -> {
          scope.start(
              "waits",
              () -> {
                timed.waiting().of(1);
                stage.mark("real time");
              });
          scope.start("other", () -> stage.mark("other"));
          return null;
        }));

    assertThat(stage.trail).containsExactly("other", "real time");
    assertThat(stage.clock.nanos()).isZero();
  }

  @ParameterizedTest
  @MethodSource("interruptible")
  @FastEngine
  void aCancellationEndsIt(Timed timed) {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task =
              scope.start("waits", () -> timed.waiting().of(TimeUnit.DAYS.toMillis(DAYS)));
          sleep(1);
          task.cancel("enough");
          thrownBy(task::await);
          stage.mark(task.state());
          return null;
        }));

    assertThat(stage.trail).containsExactly(Task.State.CANCELLED);
  }

  @Test
  @FastEngine
  void aTimedParkReturnsWhenItIsCancelledAndLeavesTheFlag() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task =
              scope.start(
                  "parks",
                  () -> {
                    LockSupport.parkNanos(TimeUnit.DAYS.toNanos(DAYS));
                    stage.mark(Thread.currentThread().isInterrupted());
                  });
          sleep(1);
          task.cancel("enough");
          return null;
        }));

    assertThat(stage.trail).containsExactly(true);
  }

  /// On both engines: a task that is cancelled already is interrupted, and so waits for nothing.
  @ParameterizedTest
  @MethodSource("interruptible")
  void aTaskThatIsCancelledAlreadyDoesNotWait(Timed timed) {
    stage.run(() ->
        Scope.run(scope -> {
          scope.cancel("enough");
          stage.mark(interrupted(() -> timed.waiting().of(TimeUnit.DAYS.toMillis(DAYS))));
          return null;
        }));

    assertThat(stage.trail).containsExactly("InterruptedException, flag false");
  }

  private static void awaitCondition(ReentrantLock lock, long millis) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (left > 0) {
        left = lock.newCondition().awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private static void waitInMonitor(Object monitor, long millis) throws InterruptedException {
    long start = System.nanoTime();
    synchronized (monitor) {
      while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(millis)) {
        monitor.wait(millis);
      }
    }
  }

  private static void getWithin(long millis) throws Exception {
    try {
      new CompletableFuture<>().get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      // it was time
    }
  }

  private static String interrupted(Work<?> wait) {
    return thrownBy(wait).getClass().getSimpleName()
        + ", flag "
        + Thread.currentThread().isInterrupted();
  }
}
