package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.engine.internal.Suspension;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RunInterruptTest {
  @AutoClose private final World world = new World();
  private final Reactor reactor = world.reactor;

  @AfterEach
  void leaveTheFlagAsItWas() {
    boolean _ = Thread.interrupted();
  }

  @Test
  void anInterruptOfTheRunningThreadCancelsEverythingAndStaysSet() {
    Thread runner = Thread.currentThread();

    assertThatThrownBy(() ->
            reactor.run(() -> {
              reactor.post(runner::interrupt);
              world.waitAndMark();
            }))
        .isInstanceOf(CancellationException.class)
        .hasMessage("the thread that ran the reactor was interrupted");

    assertThat(world.trail)
        .containsExactly("the thread that runs the reactor was interrupted", "ended");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void anInterruptWakesALoopThatWaitsForEver() throws Exception {
    Thread runner = Thread.currentThread();
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              await(world.backend.waitsForEver);
              runner.interrupt();
            });

    assertThatThrownBy(() -> reactor.run(world::waitAndMark))
        .isInstanceOf(CancellationException.class);

    assertThat(Thread.interrupted()).isTrue();
    other.join();
    assertThat(world.trail).last().isEqualTo("ended");
  }

  @Test
  void anInterruptWakesALoopWithoutInputAndOutput() throws Exception {
    Thread runner = Thread.currentThread();
    CountDownLatch started = new CountDownLatch(1);
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              await(started);
              while (runner.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait(); // while the task runs, the JDK would take the interrupt away
              }
              runner.interrupt();
            });
    try (Reactor parked = Reactor.open()) {
      assertThatThrownBy(() ->
              parked.run(() -> {
                started.countDown();
                world.waitAndMark();
              }))
          .isInstanceOf(CancellationException.class);

      assertThat(Thread.interrupted()).isTrue();
    }
    other.join();
    assertThat(world.trail).last().isEqualTo("ended");
  }

  @Test
  void aBodyThatFailsWhileItIsInterruptedThrowsItsFailure() {
    Thread runner = Thread.currentThread();

    assertThatThrownBy(() ->
            reactor.run(() -> {
              reactor.post(runner::interrupt);
              try {
                World.waitForEver();
              } finally {
                fail();
              }
            }))
        .hasMessage("finally");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void afterAnInterruptTheReactorRunsAgain() {
    Thread runner = Thread.currentThread();
    assertThatThrownBy(() ->
            reactor.run(() -> {
              reactor.post(runner::interrupt);
              world.waitAndMark();
            }))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();

    reactor.run(() -> {
      Suspension.yield();
      world.trail.add("again");
    });

    assertThat(world.trail).last().isEqualTo("again");
  }

  @Test
  void anInterruptThatCameBeforeTheRunCancelsItAtItsFirstWait() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> reactor.run(world::waitAndMark))
        .isInstanceOf(CancellationException.class);

    assertThat(world.trail).last().isEqualTo("ended");
  }

  @Test
  void anInterruptOfAVirtualThreadThatCallsRunCancelsEverythingToo() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    try (Reactor parked = Reactor.open()) {
      Thread caller =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  parked.run(() -> {
                    started.countDown();
                    world.waitAndMark();
                  });
                } catch (CancellationException e) {
                  world.trail.add("thrown, flag " + Thread.currentThread().isInterrupted());
                }
              });
      await(started);
      caller.interrupt();
      caller.join();
    }

    assertThat(world.trail).last().isEqualTo("thrown, flag true");
  }

  private static void fail() {
    throw new IllegalStateException("finally");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
