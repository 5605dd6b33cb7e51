package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Work;
import io.weightless.testkit.FastEngine;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Waits of `java.util.concurrent` and of monitors in a task: the loop goes on, and a cancellation
/// ends those that an interrupt ends. See `docs/jdk-waits.md`.
@FastEngine
class JdkWaitsTest {
  @AutoClose private final Stage stage = new Stage();
  private boolean awake;

  record Wait(String name, Work<?> work) {
    @Override
    public String toString() {
      return name;
    }
  }

  /// Each for ever.
  static List<Wait> cancellable() {
    return List.of(
        new Wait("BlockingQueue.take", () -> new LinkedBlockingQueue<>().take()),
        new Wait("BlockingQueue.put", () -> fullQueue().put("")),
        new Wait("SynchronousQueue.put", () -> new SynchronousQueue<>().put("")),
        new Wait("TransferQueue.transfer", () -> new LinkedTransferQueue<>().transfer("")),
        new Wait("Semaphore.acquire", () -> new Semaphore(0).acquire()),
        new Wait("CountDownLatch.await", () -> new CountDownLatch(1).await()),
        new Wait("CyclicBarrier.await", () -> new CyclicBarrier(2).await()),
        new Wait("Phaser.awaitAdvance", () -> new Phaser(1).awaitAdvanceInterruptibly(0)),
        new Wait("Exchanger.exchange", () -> new Exchanger<>().exchange("")),
        new Wait("CompletableFuture.get", () -> new CompletableFuture<>().get()),
        new Wait("Future.get", () -> new FutureTask<>(() -> "").get()),
        new Wait("Condition.await", JdkWaitsTest::awaitACondition),
        new Wait("lockInterruptibly", JdkWaitsTest::lockInterruptibly),
        new Wait("Thread.join", () -> Thread.currentThread().join()),
        new Wait("Object.wait", JdkWaitsTest::waitInAMonitor));
  }

  @ParameterizedTest
  @MethodSource("cancellable")
  void aCancellationEndsIt(Wait wait) {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task = scope.start("waits", () -> interrupted(wait.work()));
          sleep(1);
          stage.mark("the loop goes on, " + task.state());
          task.cancel("enough");
          thrownBy(task::await);
          stage.mark(task.state());
          return null;
        }));

    assertThat(stage.trail)
        .containsExactly("the loop goes on, RUNNING", "InterruptedException", Task.State.CANCELLED);
  }

  /// With what lets each of them go on.
  record Released(String name, Work<?> work, Runnable release) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Released> notCancellable() {
    Semaphore semaphore = new Semaphore(0);
    CompletableFuture<String> future = new CompletableFuture<>();
    Phaser phaser = new Phaser(1);
    return List.of(
        new Released(
            "Semaphore.acquireUninterruptibly",
            semaphore::acquireUninterruptibly,
            semaphore::release),
        new Released("CompletableFuture.join", future::join, () -> future.complete("")),
        new Released(
            "Phaser.awaitAdvance", () -> phaser.awaitAdvance(0), () -> phaser.forceTermination()));
  }

  @ParameterizedTest
  @MethodSource("notCancellable")
  void aCancellationDoesNotEndItButTheNextWaitOfOurs(Released wait) {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task = scope.start("waits", () -> markEndAndNextWait(wait.work()));
          sleep(1);
          task.cancel("enough");
          sleep(1);
          stage.mark("the loop goes on, " + task.state());
          wait.release().run();
          return null;
        }));

    assertThat(stage.trail)
        .containsExactly("the loop goes on, RUNNING", "ended, flag true", "enough");
  }

  @Test
  void aCancellationDoesNotEndTheWaitForALockThatAnotherTaskHolds() {
    ReentrantLock lock = new ReentrantLock();
    waitWhileAnotherHolds(lock::lock, () -> sleepHolding(lock));
  }

  @Test
  void aCancellationDoesNotEndTheWaitForAWriteLock() {
    ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    waitWhileAnotherHolds(lock.writeLock()::lock, () -> sleepHolding(lock.readLock()));
  }

  @Test
  void aCancellationDoesNotEndTheWaitForAMonitorThatAnotherTaskHolds() {
    Object monitor = new Object();
    waitWhileAnotherHolds(
        () -> {
          synchronized (monitor) {
            stage.markAt("entered");
          }
        },
        () -> {
          synchronized (monitor) {
            sleep(10);
          }
        });

    assertThat(stage.trail).contains("entered@10");
  }

  private void waitWhileAnotherHolds(Work<?> wait, Work<?> hold) {
    stage.run(() ->
        Scope.run(scope -> {
          scope.start("holds", hold);
          Task<?> task = scope.start("waits", () -> markEndAndNextWait(wait));
          sleep(1);
          task.cancel("enough");
          sleep(1);
          stage.mark("the loop goes on, " + task.state());
          return null;
        }));

    assertThat(stage.trail)
        .startsWith("the loop goes on, RUNNING")
        .endsWith("ended, flag true", "enough");
  }

  @Test
  void aParkReturnsWhenItIsCancelledAndLeavesTheFlag() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task = scope.start("parks", () -> markEndAndNextWait(LockSupport::park));
          sleep(1);
          task.cancel("enough");
          return null;
        }));

    assertThat(stage.trail).containsExactly("ended, flag true", "enough");
  }

  @Test
  void aMonitorIsGivenUpByObjectWaitAndHeldAgainAfterwards() {
    Object monitor = new Object();
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task =
              scope.start(
                  "waits",
                  () -> {
                    synchronized (monitor) {
                      thrownBy(() -> waitUntilAwake(monitor));
                      stage.mark("holds it again: " + Thread.holdsLock(monitor));
                    }
                  });
          sleep(1);
          synchronized (monitor) {
            task.cancel("enough");
            sleep(1);
            stage.mark("leaves it");
          }
          return null;
        }));

    assertThat(stage.trail).containsExactly("leaves it", "holds it again: true");
  }

  @Test
  void aTaskWakesAnotherThroughTheMonitorTheyShare() {
    Object monitor = new Object();
    stage.run(() ->
        Scope.run(scope -> {
          scope.start("waits", () -> waitUntilAwake(monitor));
          sleep(1);
          synchronized (monitor) {
            awake = true;
            monitor.notifyAll();
          }
          return null;
        }));

    assertThat(stage.trail).containsExactly("notified");
  }

  @Test
  void aCancellationEndsTheWaitForAThreadThatItStartedAndNotTheThread()
      throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    stage.run(() ->
        Scope.run(scope -> {
          Thread[] guest = new Thread[1];
          Task<?> task =
              scope.start(
                  "waits",
                  () -> {
                    guest[0] = Thread.startVirtualThread(() -> waitAsAGuest(end));
                    guest[0].join();
                  });
          sleep(1);
          task.cancel("enough");
          thrownBy(task::await);
          stage.mark(task.state());
          end.countDown();
          guest[0].join();
          return null;
        }));

    assertThat(stage.trail).containsExactly(Task.State.CANCELLED, "the guest ended by itself");
  }

  private void waitAsAGuest(CountDownLatch end) {
    try {
      end.await();
      stage.mark("the guest ended by itself");
    } catch (InterruptedException _) {
      stage.mark("the guest was interrupted");
    }
  }

  @Test
  void aDeadlineEndsIt() {
    stage.run(() ->
        assertThat(
                thrownBy(() ->
                    Scope.run(
                        Deadline.after(seconds(3)),
                        scope -> new CountDownLatch(1).await(1, TimeUnit.DAYS))))
            .isInstanceOf(DeadlineExceeded.class));

    assertThat(stage.clock.nanos()).isEqualTo(seconds(3).toNanos());
  }

  private void waitUntilAwake(Object monitor) throws InterruptedException {
    synchronized (monitor) {
      while (!awake) {
        monitor.wait();
      }
      stage.mark("notified");
    }
  }

  /// Marks what the wait throws, and throws it.
  private void interrupted(Work<?> wait) throws Exception {
    Throwable thrown = thrownBy(wait);
    stage.mark(thrown.getClass().getSimpleName());
    throw (Exception) thrown;
  }

  private void markEndAndNextWait(Work<?> wait) throws Exception {
    wait.run();
    stage.mark("ended, flag " + Thread.currentThread().isInterrupted());
    stage.mark(thrownBy(Task::yield).getMessage());
  }

  private static void sleepHolding(Lock lock) {
    lock.lock();
    try {
      sleep(10);
    } finally {
      lock.unlock();
    }
  }

  private static BlockingQueue<String> fullQueue() {
    return new ArrayBlockingQueue<>(1, false, List.of(""));
  }

  private static void awaitACondition() throws InterruptedException {
    ReentrantLock lock = new ReentrantLock();
    Condition condition = lock.newCondition();
    lock.lock();
    try {
      while (true) {
        condition.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private static void lockInterruptibly() throws InterruptedException {
    ReentrantLock lock = new ReentrantLock();
    CountDownLatch held = new CountDownLatch(1);
    Thread.ofPlatform().start(() -> lockAndCountDown(lock, held));
    held.await();
    lock.lockInterruptibly();
  }

  /// The thread ends, and its lock stays locked.
  private static void lockAndCountDown(ReentrantLock lock, CountDownLatch held) {
    lock.lock();
    held.countDown();
  }

  private static void waitInAMonitor() throws InterruptedException {
    Object monitor = new Object();
    synchronized (monitor) {
      while (true) {
        monitor.wait();
      }
    }
  }
}
