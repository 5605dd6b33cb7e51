package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.engine.internal.Suspension;
import io.weightless.testkit.FastEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WhoMayRunTest {
  @AutoClose private final World world = new World();
  private final Reactor reactor = world.reactor;

  @Test
  void aTaskCannotRunOrStepItsOwnReactor() {
    reactor.run(() -> {
      world.trail.add(refusal(() -> reactor.run(() -> {})));
      world.trail.add(refusal(reactor::step));
    });

    assertThat(world.trail)
        .hasSize(2)
        .allSatisfy(message -> assertThat(message).asString().contains("already being run"));
  }

  @Test
  void aCallbackCannotRunOrStepItsOwnReactor() {
    reactor.post(() -> {
      world.trail.add(refusal(() -> reactor.run(() -> {})));
      world.trail.add(refusal(reactor::step));
    });

    reactor.step();

    assertThat(world.trail)
        .hasSize(2)
        .allSatisfy(message -> assertThat(message).asString().contains("already being run"));
  }

  @Test
  void anotherThreadCannotStepAReactorThatRuns() throws Exception {
    FutureTask<String> other = new FutureTask<>(() -> refusal(reactor::step));
    reactor.post(() -> join(Thread.ofPlatform().start(other)));

    reactor.step();

    assertThat(other.get()).contains("already being run");
  }

  @Test
  void anotherThreadCannotStepAReactorWhoseCallbackRunsAnother() throws Exception {
    FutureTask<String> other = new FutureTask<>(() -> refusal(reactor::step));
    try (World inner = new World()) {
      reactor.post(() -> inner.reactor.run(() -> join(Thread.ofPlatform().start(other))));
      reactor.step();
    }

    assertThat(other.get()).contains("already being run");
  }

  @Test
  void aReactorInsideAReactorCannotStepTheOuterOne() {
    try (World inner = new World()) {
      reactor.post(() -> inner.reactor.run(() -> world.trail.add(refusal(() -> reactor.step()))));
      reactor.step();
    }

    assertThat(world.trail)
        .singleElement()
        .satisfies(message -> assertThat(message).asString().contains("already being run"));
  }

  @Test
  void aClosedReactorRefusesEverything() {
    reactor.close();

    assertThat(refusal(() -> reactor.run(() -> {}))).isEqualTo("this reactor is closed");
    assertThat(refusal(reactor::step)).isEqualTo("this reactor is closed");
    assertThat(refusal(() -> reactor.post(() -> {}))).isEqualTo("this reactor is closed");
  }

  @Test
  void aTaskRunsAnotherReactorAndItsOwnGoesOnAfterwards() {
    try (World inner = new World()) {
      reactor.run(() -> {
        inner.reactor.run(() -> {
          world.trail.add(Reactor.current() == inner.reactor);
          inner.reactor.after(Duration.ofDays(1), world.marks("a day later"));
          waitFor(inner.reactor, Duration.ofDays(2));
        });
        world.trail.add(Reactor.current() == reactor);
        Suspension.yield();
        world.trail.add("own reactor goes on");
      });
    }

    assertThat(world.trail).containsExactly(true, "a day later", true, "own reactor goes on");
  }

  @Test
  void aTaskStepsAnotherReactor() {
    try (World inner = new World()) {
      inner.reactor.post(inner.marks("posted"));
      reactor.run(() -> world.trail.add(inner.reactor.step()));

      assertThat(inner.trail).containsExactly("posted");
    }
    assertThat(world.trail).containsExactly(true);
  }

  @Test
  void aFailureInsideAnotherReactorReachesTheTaskThatRanIt() {
    IllegalStateException failure = new IllegalStateException("inner");
    try (World inner = new World()) {
      reactor.run(() ->
          world.trail.add(
              catchThrowable(() ->
                  inner.reactor.run(() -> {
                    throw failure;
                  }))));
    }

    assertThat(world.trail).containsExactly(failure);
  }

  @Test
  void aDefaultVirtualThreadRunsAndStepsAReactor() throws Exception {
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              reactor.run(() -> {
                Suspension.yield();
                world.trail.add("ran");
              });
              reactor.post(world.marks("stepped"));
              reactor.step();
            });
    caller.join();

    assertThat(world.trail).containsExactly("ran", "stepped");
  }

  @Test
  void aFailureOfARunReachesTheVirtualThreadThatCalledIt() throws Exception {
    FutureTask<@Nullable Throwable> caller =
        new FutureTask<>(() ->
            catchThrowable(() ->
                reactor.run(() -> {
                  throw new IOException("mine");
                })));
    Thread.ofVirtual().start(caller).join();

    assertThat(caller.get()).isInstanceOf(IOException.class).hasMessage("mine");
  }

  @Test
  @FastEngine
  void aGuestRunsAnotherReactorWhileItsOwnGoesOn() throws Exception {
    CountDownLatch ownGoesOn = new CountDownLatch(1);
    try (Reactor inner = Reactor.open()) {
      reactor.run(() -> {
        Thread guest =
            Thread.startVirtualThread(() ->
                inner.run(() -> {
                  world.trail.add(Reactor.current() == inner);
                  join(ownGoesOn);
                }));
        Suspension.yield();
        ownGoesOn.countDown();
        guest.join();
        world.trail.add(Reactor.current() == reactor);
      });
    }

    assertThat(world.trail).containsExactly(true, true);
  }

  @Test
  @FastEngine
  void aGuestCannotRunItsOwnReactor() throws Exception {
    reactor.run(() ->
        Thread.startVirtualThread(() -> world.trail.add(refusal(() -> reactor.run(() -> {}))))
            .join());

    assertThat(world.trail)
        .singleElement()
        .satisfies(message -> assertThat(message).asString().contains("already being run"));
  }

  @Test
  void severalReactorsLiveAtOnceOnSeveralThreads() throws Exception {
    List<FutureTask<Integer>> results = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      FutureTask<Integer> result = new FutureTask<>(countsTo(1_000));
      results.add(result);
      threads.add(Thread.ofPlatform().start(result));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    for (FutureTask<Integer> result : results) {
      assertThat(result.get()).isEqualTo(1_000);
    }
  }

  private static Callable<Integer> countsTo(int end) {
    return () -> {
      int[] count = {0};
      try (Reactor own = Reactor.open()) {
        own.run(() -> {
          while (count[0] < end && Reactor.current() == own) {
            count[0]++;
            Suspension.yield();
          }
        });
      }
      return count[0];
    };
  }

  private static String refusal(Runnable refused) {
    return String.valueOf(
        catchThrowable(refused::run) instanceof IllegalStateException e ? e.getMessage() : null);
  }

  private static void waitFor(Reactor reactor, Duration duration) {
    Suspension<@Nullable Void> due = new Suspension<>("an answer");
    reactor.after(duration, () -> due.resume(null));
    due.awaitShielded();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void join(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
