package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Suspension;
import io.weightless.testing.LoggedFailures;
import io.weightless.testkit.FastEngine;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What becomes of tasks and threads that still run when their reactor is closed.
class ClosingTest {
  @AutoClose private final Logged log = Logged.capture();
  @AutoClose private final World world = new World();
  private final Reactor reactor = world.reactor;

  @Test
  void closingEndsATaskThatWaitsRunsItsFinallyBlocksAndSaysWhatItWas() {
    world.start("reader", world::waitAndMark);

    reactor.close();

    assertThat(world.trail).containsExactly("the reactor was closed", "ended");
    assertThat(log.messages())
        .singleElement()
        .asString()
        .startsWith(
            "a reactor was closed while this still ran, it is cancelled:\n"
                + "  task 'reader', 0.0 s, waits")
        .contains("io.weightless.reactor.World.waitForEver");
    assertThat(reactor.tasks()).isEmpty();
  }

  @Test
  void aFailingFinallyBlockIsReportedAndTheOthersRun() {
    world.start(
        "failing",
        () -> {
          try {
            World.waitForEver();
          } finally {
            fail();
          }
        });
    world.start("other", world::waitAndMark);

    reactor.close();

    assertThat(world.trail).containsExactly("the reactor was closed", "ended");
    assertThat(LoggedFailures.take())
        .singleElement()
        .satisfies(logged -> assertThat(logged.getThrown()).hasMessage("finally"))
        .extracting("message")
        .isEqualTo("failed while its reactor was closed");
  }

  @Test
  void aTaskThatIsAlwaysReadyDoesNotKeepTheReactorFromClosing() {
    world.start(
        "spinner",
        () -> {
          try {
            while (true) {
              Suspension.yield();
            }
          } finally {
            world.trail.add("ended");
          }
        });

    reactor.close();

    assertThat(world.trail).containsExactly("ended");
    assertThat(log.messages()).singleElement().asString().contains("task 'spinner'");
  }

  @Test
  void aTaskThatEndsBySeveralTurnsIsWaitedFor() {
    world.start(
        "slow",
        () -> {
          try {
            World.waitForEver();
          } finally {
            for (int i = 0; i < 1_000; i++) {
              World.waitATurn();
            }
            world.trail.add("ended");
          }
        });

    reactor.close();

    assertThat(world.trail).containsExactly("ended");
    assertThat(log.messages()).hasSize(1);
  }

  /// Slow: it has to wait out the second.
  @Test
  @FastEngine
  @Tag("slow")
  void whatDoesNotEndWithinASecondIsNamedAndRunsToItsEndOnAnotherThread() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    world.start(
        "stubborn",
        () -> {
          awaitInterrupted(mayEnd);
          ended.countDown();
        });

    reactor.close();
    mayEnd.countDown();

    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(log.messages())
        .element(1)
        .asString()
        .startsWith(
            "this did not end within a second of its reactor's close:\n  task 'stubborn', ");
  }

  @Test
  @FastEngine
  void aThreadThatATaskStartedIsInterruptedAndNamed() {
    reactor.run(() -> {
      Thread.ofVirtual().name("guest").start(this::takeForEver);
      Suspension.yield();
    });

    reactor.close();

    assertThat(world.trail).containsExactly("interrupted");
    assertThat(log.messages())
        .singleElement()
        .asString()
        .contains("\n  guest thread 'guest of main', ");
  }

  private static void awaitInterrupted(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException _) {
        // goes on waiting
      }
    }
  }

  private void takeForEver() {
    try {
      new LinkedBlockingQueue<>().take();
    } catch (InterruptedException e) {
      world.trail.add("interrupted");
    }
  }

  private static void fail() {
    throw new IllegalStateException("finally");
  }
}
