package io.weightless.reactor;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.engine.internal.Carrier;
import io.weightless.scope.Task;
import io.weightless.testing.LoggedFailures;
import io.weightless.testkit.FastEngine;
import io.weightless.testkit.PortableEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Threads for libraries that make their own.
class ThreadFactoryTest {
  @AutoClose private final ExecutorWorld world = new ExecutorWorld();
  private final ThreadFactory factory = world.executor.threadFactory("library-");

  private String place() {
    return Carrier.currentOrNull() == world.reactor.carrier() ? "on the reactor" : "beside it";
  }

  @Test
  void itsThreadsAreVirtualNumberedAndNotStarted() {
    Thread first = factory.newThread(world.marks("ran"));
    Thread second = factory.newThread(world.marks("ran"));

    assertThat(first.isVirtual()).isTrue();
    assertThat(List.of(first.getName(), second.getName()))
        .containsExactly("library-1", "library-2");
    assertThat(first.getState()).isEqualTo(Thread.State.NEW);
    world.settle();
    assertThat(world.trail).isEmpty();
  }

  @Test
  @FastEngine
  void theyRunOnTheReactorBetweenItsTasksWhoeverStartsThem() throws InterruptedException {
    Thread fromOutside = factory.newThread(() -> world.mark(place()));
    fromOutside.start();
    assertThat(world.trail).isEmpty();
    world.settle();
    assertThat(fromOutside.join(Duration.ofSeconds(10))).isTrue();
    world.run(() -> factory.newThread(() -> world.mark("inside, " + place())).start());
    world.settle();

    assertThat(world.trail).containsExactly("on the reactor", "inside, on the reactor");
  }

  @Test
  @PortableEngine
  void onThePortableEngineTheyRunBesideTheReactor() throws InterruptedException {
    Thread thread = factory.newThread(() -> world.mark(place()));
    thread.start();
    thread.join();

    assertThat(world.trail).containsExactly("beside it");
  }

  @Test
  @FastEngine
  void aWaitOfTheJdkInThemLetsTheLoopGoOn() {
    LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
    world.run(() -> {
      Thread thread =
          factory.newThread(() -> {
            try {
              world.mark(queue.take());
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          });
      thread.start();
      Task.yield();
      world.mark("loop goes on");
      queue.add("taken");
      thread.join();
    });

    assertThat(world.trail).containsExactly("loop goes on", "taken");
  }

  @Test
  @FastEngine
  void theyAreListedAsGuests() {
    CountDownLatch end = new CountDownLatch(1);
    factory.newThread(() -> await(end)).start();
    world.settle();

    assertThat(world.reactor.tasks())
        .singleElement()
        .satisfies(line -> {
          assertThat(line.kind()).isEqualTo(TaskInfo.Kind.GUEST);
          assertThat(line.name()).isEqualTo("library-1");
          assertThat(line.state()).isEqualTo(TaskInfo.State.WAITING_IN_JDK);
          assertThat(line.depth()).isZero();
        });
    end.countDown();
    world.settle();
    assertThat(world.reactor.tasks()).isEmpty();
  }

  @Test
  @FastEngine
  void theirFailuresAreTheReactors() {
    List<String> failed = new ArrayList<>();
    world.reactor.onFailure((who, failure) -> failed.add(who + ": " + failure.getMessage()));
    factory
        .newThread(() -> {
          throw new IllegalStateException("mine");
        })
        .start();
    world.settle();

    assertThat(failed).containsExactly("thread 'library-1': mine");
  }

  @Test
  @FastEngine
  void withoutAnOwnerTheyAreLogged() {
    Logged log = Logged.everything();
    factory
        .newThread(() -> {
          throw new IllegalStateException("mine");
        })
        .start();
    world.settle();
    log.close();

    assertThat(LoggedFailures.take())
        .extracting(LogRecord::getMessage)
        .containsExactly("thread 'library-1' failed");
  }

  @Test
  @FastEngine
  void theReactorsCloseInterruptsThem() {
    Logged log = Logged.capture();
    CountDownLatch never = new CountDownLatch(1);
    factory
        .newThread(() -> {
          try {
            never.await();
          } catch (InterruptedException _) {
            world.mark("interrupted");
          }
        })
        .start();
    world.settle();
    world.reactor.close();
    log.close();

    assertThat(world.trail).containsExactly("interrupted");
    assertThat(log.messages()).singleElement().asString().contains("library-1");
  }

  @Test
  void aClosedReactorMakesNone() {
    world.reactor.close();

    assertThat(factory.newThread(world.marks("ran"))).isNull();
    try (ExecutorService perTask = Executors.newThreadPerTaskExecutor(factory)) {
      assertThatThrownBy(() -> perTask.execute(world.marks("ran")))
          .isInstanceOf(RejectedExecutionException.class);
    }
  }

  @Test
  void anExecutorOfTheJdkWithAThreadForEachTaskRunsOnThem() {
    List<Integer> squares =
        world.elsewhere(() -> {
          try (ExecutorService perTask = Executors.newThreadPerTaskExecutor(factory)) {
            List<Future<Integer>> futures = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
              int n = i;
              futures.add(perTask.submit(() -> n * n));
            }
            List<Integer> all = new ArrayList<>();
            for (Future<Integer> future : futures) {
              all.add(future.get());
            }
            return all;
          }
        });

    assertThat(squares).containsExactly(0, 1, 4, 9, 16, 25, 36, 49, 64, 81);
  }

  /// Its worker waits in the JDK, in real time.
  @Test
  void aScheduledPoolOfTheJdkRunsOnOne() {
    String value =
        world.elsewhere(() -> {
          ScheduledExecutorService pool = Executors.newScheduledThreadPool(1, factory);
          try {
            return pool.schedule(() -> Thread.currentThread().getName(), 1, MILLISECONDS).get();
          } finally {
            pool.shutdownNow();
            boolean _ = pool.awaitTermination(10, SECONDS);
          }
        });
    world.settle();

    assertThat(value).isEqualTo("library-1");
  }

  @Test
  @FastEngine
  void whatRunsOnThemGetsAFutureOfTheReactorAsAnyThreadDoes() {
    world.run(() -> {
      Thread thread =
          factory.newThread(() -> world.mark(world.executor.supply(() -> "value").join()));
      thread.start();
      thread.join();
    });

    assertThat(world.trail).containsExactly("value");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
