package io.weightless.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.testkit.FastEngine;
import io.weightless.testkit.PortableEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CarrierTest {
  private final Loop loop = new Loop();
  private final List<Object> trail = new ArrayList<>();

  @Test
  void strandsRunInTheOrderInWhichTheyWereStarted() {
    for (int i = 0; i < 200; i++) {
      int number = i;
      loop.start("n", () -> trail.add(number));
    }
    loop.drain();

    assertThat(trail).hasSize(200).isSorted();
  }

  @Test
  void strandsThatYieldTakeTurns() {
    for (String name : List.of("a", "b", "c")) {
      loop.start(
          name,
          () -> {
            trail.add(name + 1);
            Suspension.yield();
            trail.add(name + 2);
          });
    }
    loop.drain();

    assertThat(trail).containsExactly("a1", "b1", "c1", "a2", "b2", "c2");
  }

  @Test
  void aBudgetEndsADrainAndTheRestStaysReady() {
    for (int i = 0; i < 5; i++) {
      int number = i;
      loop.start("n", () -> trail.add(number));
    }
    loop.carrier.enter();
    assertThat(loop.carrier.drain(3)).isEqualTo(3);
    loop.carrier.exit();
    assertThat(trail).containsExactly(0, 1, 2);

    loop.drain();

    assertThat(trail).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void postedWorkThatFailsIsThrownByTheDrainAndTheRestStaysReady() {
    loop.carrier.post(() -> {
      throw new IllegalArgumentException("mine");
    });
    loop.carrier.post(() -> trail.add("next"));

    assertThatThrownBy(loop::drain).isInstanceOf(IllegalArgumentException.class);
    loop.drain();

    assertThat(trail).containsExactly("next");
  }

  @Test
  void aFailureThatNobodyInTheStrandOwnsIsThrownByTheDrain() {
    loop.start(
        "failing",
        () -> {
          throw new IllegalArgumentException("mine");
        });

    assertThatThrownBy(loop::drain).isInstanceOf(IllegalArgumentException.class);
    assertThat(loop.carrier.strands().count()).isZero();
  }

  @Test
  void theOwnerIsWhoeverRunsInATurnOfIt() throws InterruptedException {
    Loop other = new Loop();
    loop.start(
        "task",
        () -> {
          trail.add(loop.carrier.owned());
          trail.add(other.carrier.owned());
          trail.add(Carrier.current() == loop.carrier);
        });
    loop.drain();
    Thread stranger = Thread.ofVirtual().start(() -> trail.add(loop.carrier.owned()));
    stranger.join();

    assertThat(trail).containsExactly(true, false, true, false);
    assertThat(loop.carrier.owned()).isFalse();
  }

  @Test
  void aStrandStepsAnotherCarrierAndIsNotItsOwnOwnerMeanwhile() {
    Loop inner = new Loop();
    inner.start("inner", () -> trail.add(inner.carrier.owned() + " " + loop.carrier.owned()));
    loop.start(
        "outer",
        () -> {
          Platform.call(inner::drain);
          trail.add(inner.carrier.owned() + " " + loop.carrier.owned());
        });
    loop.drain();

    assertThat(trail).containsExactly("true false", "false true");
  }

  @Test
  void itIsEnteredOnce() {
    loop.start("reentrant", () -> trail.add(catching(() -> Platform.call(loop::drain))));
    loop.drain();

    assertThat(trail).singleElement().isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatOtherThreadsMakeReadyWakesAWaitingLoop() {
    loop.start("waiter", this::waitForAnotherThread);

    loop.runOut();

    assertThat(trail).containsExactly("resumed");
  }

  @Test
  @FastEngine
  void aTimedWaitOfTheJdkIsResumedByItsHelperThreadAndWakesTheLoop() {
    BlockingQueue<String> never = new LinkedBlockingQueue<>();
    loop.start("waiter", () -> trail.add(checked(() -> "" + never.poll(1, TimeUnit.MILLISECONDS))));
    loop.start("other", () -> trail.add("meanwhile"));

    loop.runOut();

    assertThat(trail).containsExactly("meanwhile", "null");
  }

  @Test
  @FastEngine
  void aContendedMonitorParksTheStrandAndItsReleaseWakesTheLoop() {
    Object monitor = new Object();
    List<Suspension<String>> holder = new ArrayList<>();
    loop.start(
        "holder",
        () -> {
          synchronized (monitor) {
            Suspension<String> wait = new Suspension<>("an answer");
            holder.add(wait);
            trail.add(wait.awaitShielded());
          }
        });
    loop.start(
        "contender",
        () -> {
          synchronized (monitor) {
            trail.add("entered");
          }
        });
    loop.drain();
    assertThat(trail).isEmpty();

    loop.callback(() -> holder.getFirst().resume("leaving"));
    loop.runOut();

    assertThat(trail).containsExactly("leaving", "entered");
  }

  @Test
  @FastEngine
  void aBlockingCallOfTheJdkLetsTheLoopGoOn() {
    BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    loop.start("taker", () -> trail.add(checked(queue::take)));
    loop.start("giver", () -> trail.add(queue.add("given")));
    loop.runOut();

    assertThat(trail).containsExactly(true, "given");
  }

  @Test
  @PortableEngine
  void onThePortableEngineABlockingCallOfTheJdkHoldsTheLoop() {
    BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    CountDownLatch atTheQueue = new CountDownLatch(1);
    Thread giver =
        Thread.ofPlatform()
            .start(() -> {
              checked(() -> atTheQueue.await(20, TimeUnit.SECONDS));
              queue.add("given");
            });
    loop.start(
        "taker",
        () -> {
          atTheQueue.countDown();
          trail.add(checked(queue::take));
        });
    loop.start("other", () -> trail.add("other"));
    loop.runOut();

    assertThat(trail).containsExactly("given", "other");
    checked(() -> giver.join(java.time.Duration.ofSeconds(20)));
  }

  private void waitForAnotherThread() {
    Suspension<String> wait = new Suspension<>("an answer");
    Thread.ofPlatform().start(() -> loop.carrier.post(() -> wait.resume("resumed")));
    trail.add(wait.awaitShielded());
  }

  private static Throwable catching(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      return e;
    }
    throw new AssertionError("it did not throw");
  }

  private static <T> T checked(java.util.concurrent.Callable<T> wait) {
    try {
      return wait.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
