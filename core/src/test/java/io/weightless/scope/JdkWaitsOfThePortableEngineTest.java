package io.weightless.scope;

import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.PortableEngine;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// On the portable engine a wait of the JDK holds the loop until another thread ends it; and a
/// cancellation, which comes from the loop, comes after it.
@PortableEngine
class JdkWaitsOfThePortableEngineTest {
  @AutoClose private final Stage stage = new Stage();

  interface Waiting {
    void run() throws InterruptedException;
  }

  /// What another thread does before the wait and what it does to end it.
  record Wait(String name, Runnable before, Waiting work, Runnable release) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Supplier<Wait>> waits() {
    return List.of(
        () -> {
          LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
          return new Wait("take", () -> {}, queue::take, () -> queue.add(""));
        },
        () -> {
          Semaphore semaphore = new Semaphore(0);
          return new Wait("acquire", () -> {}, semaphore::acquire, semaphore::release);
        },
        () -> {
          CountDownLatch latch = new CountDownLatch(1);
          return new Wait("latch", () -> {}, latch::await, latch::countDown);
        },
        () -> {
          CompletableFuture<String> future = new CompletableFuture<>();
          return new Wait("join", () -> {}, future::join, () -> future.complete(""));
        },
        () -> {
          ReentrantLock lock = new ReentrantLock();
          return new Wait("lock", lock::lock, lock::lock, lock::unlock);
        });
  }

  @ParameterizedTest
  @MethodSource("waits")
  void itHoldsTheLoopAndACancellationComesAfterIt(Supplier<Wait> kind) throws Exception {
    Wait wait = kind.get();
    CountDownLatch prepared = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(1);
    Task<?>[] task = new Task<?>[1];
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              wait.before().run();
              prepared.countDown();
              await(waiting);
              stage.reactor.post(() -> task[0].cancel("enough"));
              wait.release().run();
            });
    prepared.await();
    stage.run(() ->
        Scope.run(scope -> {
          task[0] =
              scope.start(
                  "waits",
                  () -> {
                    waiting.countDown();
                    wait.work().run();
                    stage.mark("ended, flag " + Thread.currentThread().isInterrupted());
                    stage.mark(thrownBy(() -> Stage.sleep(1)).getMessage());
                  });
          scope.start("other", () -> stage.mark("other"));
          return null;
        }));
    other.join();

    assertThat(stage.trail).containsExactly("ended, flag false", "other", "enough");
  }

  @Test
  void aMonitorThatAnotherThreadHoldsHoldsTheLoop() throws InterruptedException {
    Object monitor = new Object();
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(1);
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              synchronized (monitor) {
                held.countDown();
                await(waiting);
              }
            });
    held.await();
    stage.run(() ->
        Scope.run(scope -> {
          scope.start(
              "waits",
              () -> {
                waiting.countDown();
                synchronized (monitor) {
                  stage.mark("entered");
                }
              });
          scope.start("other", () -> stage.mark("other"));
          return null;
        }));
    other.join();

    assertThat(stage.trail).containsExactly("entered", "other");
  }

  @Test
  void aTimedWaitHoldsTheLoopForItsTime() {
    stage.run(() ->
        Scope.run(scope -> {
          scope.start(
              "waits",
              () -> {
                assertThat(new Semaphore(0).tryAcquire(1, TimeUnit.MILLISECONDS)).isFalse();
                stage.mark("real time");
              });
          scope.start("other", () -> stage.mark("other"));
          return null;
        }));

    assertThat(stage.trail).containsExactly("real time", "other");
  }

  @Test
  void theEndOfAProcessHoldsTheLoop() throws Exception {
    Process process = new ProcessBuilder("cat").start();
    CountDownLatch waiting = new CountDownLatch(1);
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              await(waiting);
              closeInput(process);
            });
    stage.run(() ->
        Scope.run(scope -> {
          scope.start(
              "waits",
              () -> {
                waiting.countDown();
                stage.mark(process.waitFor());
              });
          scope.start("other", () -> stage.mark("other"));
          return null;
        }));
    other.join();
    process.getInputStream().close();
    process.getErrorStream().close();

    assertThat(stage.trail).containsExactly(0, "other");
  }

  private static void closeInput(Process process) {
    try {
      process.getOutputStream().close();
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
