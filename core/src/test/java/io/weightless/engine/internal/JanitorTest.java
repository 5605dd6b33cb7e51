package io.weightless.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testing.LoggedFailures;
import io.weightless.testkit.FastEngine;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes ready after its carrier was closed: a scheduler that refused it would throw into
/// whoever unparks, and lose it.
class JanitorTest {
  private final Loop loop = new Loop();
  private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  @Test
  @FastEngine
  void aStrandThatIsUnparkedAfterTheCloseRunsToItsEndAndIsNamed() throws InterruptedException {
    loop.start("late", this::takeAndEnd);
    loop.drain();
    loop.carrier.close();

    try (Log log = Log.capture()) {
      queue.add("thrown into nobody");

      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
      log.await(message -> message.contains("janitor") && message.contains("[late]"));
    }
  }

  @Test
  @FastEngine
  void aGuestThatIsUnparkedAfterTheCloseRunsToItsEndAndIsNamed() throws InterruptedException {
    loop.start("host", () -> Thread.ofVirtual().name("guest").start(this::takeAndEnd));
    loop.drain();
    loop.carrier.close();

    try (Log log = Log.capture()) {
      queue.add("thrown into nobody");

      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
      log.await(message -> message.contains("[guest]"));
    }
  }

  @Test
  @Timeout(20)
  void itWaitsForOneWhoCameTooLateAndIsInsideForAMoment() throws InterruptedException {
    loop.carrier.close();
    try (Log log = Log.capture()) {
      loop.carrier.enter();
      Thread.ofPlatform().start(() -> loop.carrier.post(ended::countDown)).join();
      while (Thread.getAllStackTraces().entrySet().stream()
          .noneMatch(thread -> isJanitorAtTheEntrance(thread.getKey(), thread.getValue()))) {
        Thread.onSpinWait();
      }
      loop.carrier.exit();

      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
      log.await(message -> message.contains("janitor"));
    }
  }

  private static boolean isJanitorAtTheEntrance(Thread thread, StackTraceElement[] stack) {
    return thread.getName().equals("weightless-janitor")
        && Arrays.stream(stack)
            .anyMatch(frame -> frame.getClassName().equals(Entrance.class.getName()));
  }

  @Test
  void workThatIsPostedAfterTheCloseStillRuns() throws InterruptedException {
    loop.carrier.close();
    try (Log log = Log.capture()) {
      loop.carrier.post(ended::countDown);

      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
      log.await(message -> message.contains("janitor"));
    }
  }

  @Test
  void whatFailsAfterTheCloseIsLoggedForTheOwnerIsGone() throws InterruptedException {
    loop.carrier.failures().owner((who, failure) -> ended.countDown());
    loop.carrier.close();
    try (Log log = Log.capture()) {
      loop.carrier.post(() -> {
        throw new IllegalStateException("late");
      });

      assertThat(LoggedFailures.await())
          .singleElement()
          .satisfies(logged -> assertThat(logged.getThrown()).hasMessage("late"))
          .extracting("message")
          .isEqualTo("what outlived its reactor failed");
      assertThat(ended.getCount()).isOne();
      assertThat(log.isEmpty()).isFalse();
    }
  }

  private void takeAndEnd() {
    try {
      queue.take();
      ended.countDown();
    } catch (InterruptedException e) {
      takeAndEnd();
    }
  }
}
