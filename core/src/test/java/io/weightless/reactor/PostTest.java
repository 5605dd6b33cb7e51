package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.engine.internal.Suspension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PostTest {
  private static final int THREADS = 8;
  private static final int POSTS_OF_EACH = 20_000;

  @AutoClose private final World world = new World();
  private final Reactor reactor = world.reactor;

  @Test
  void postedWorkRunsAtTheNextStepInTheOrderInWhichItWasPosted() {
    for (int i = 0; i < 5; i++) {
      reactor.post(world.marks(i));
    }
    assertThat(world.trail).isEmpty();

    reactor.step();

    assertThat(world.trail).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void postedWorkThatPostsRunsBehindWhatIsReady() {
    reactor.post(() -> reactor.post(world.marks("posted by a")));
    reactor.post(world.marks("b"));

    reactor.step();

    assertThat(world.trail).containsExactly("b", "posted by a");
  }

  @Test
  void whatAThreadPostsBeforeItStepsComesBeforeWhatItPostsInTheStep() {
    world.prepare(
        () -> reactor.after(Duration.ZERO, () -> reactor.post(world.marks("in the step"))));

    reactor.post(world.marks("before the step"));
    reactor.step();

    assertThat(world.trail).containsExactly("before the step", "in the step");
  }

  @Test
  void postedWorkRunsInAReactorButInNoTask() {
    reactor.post(() -> {
      world.trail.add(Reactor.current());
      assertThatThrownBy(Suspension::yield)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("only a task can do this");
    });

    reactor.step();

    assertThat(world.trail).containsExactly(reactor);
  }

  @Test
  void failingWorkIsThrownFromTheStepAndTheRestRunsInTheNext() {
    reactor.post(() -> {
      throw new IllegalStateException("posted");
    });
    reactor.post(world.marks("next"));

    assertThatThrownBy(reactor::step).hasMessage("posted");
    reactor.step();

    assertThat(world.trail).containsExactly("next");
  }

  @Test
  void asManyPostsAsTheLimitWaitAndOneMoreIsRefused() {
    try (Reactor small = Reactor.open(world.clock, new SplittableRandom(1), new Limits(1, 3))) {
      for (int i = 0; i < 3; i++) {
        small.post(world.marks(i));
      }

      assertThatThrownBy(() -> small.post(world.marks("too many")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("this reactor has 3 posts that did not run yet, its limit");
      small.step();
      small.post(world.marks("again"));
      small.step();
    }

    assertThat(world.trail).containsExactly(0, 1, 2, "again");
  }

  @Test
  void whatManyThreadsPostWhileItRunsIsNeitherLostNorTakenOutOfTheirOrder() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    Arrivals arrivals = new Arrivals();
    List<Thread> threads = new ArrayList<>();
    try (Reactor live = Reactor.open()) {
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        Runnable posts = () -> postAll(live, number, running, arrivals);
        threads.add(
            i % 2 == 0 ? Thread.ofPlatform().start(posts) : Thread.startVirtualThread(posts));
      }
      live.run(() -> {
        arrivals.all = new Suspension<>("an answer");
        running.countDown();
        arrivals.all.awaitShielded();
      });
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(arrivals.next).hasSize(THREADS).values().allMatch(count -> count == POSTS_OF_EACH);
    assertThat(arrivals.outOfOrder).isZero();
  }

  private static void postAll(
      Reactor reactor, int thread, CountDownLatch running, Arrivals arrivals) {
    try {
      running.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    for (int i = 0; i < POSTS_OF_EACH; i++) {
      int sequence = i;
      reactor.post(() -> arrivals.add(thread, sequence));
    }
  }

  /// What the reactor saw of each thread; it is used on the reactor only.
  private static final class Arrivals {
    final Map<Integer, Integer> next = new HashMap<>();
    int outOfOrder;
    int count;
    @Nullable Suspension<@Nullable Void> all;

    void add(int thread, int sequence) {
      if (next.merge(thread, 1, Integer::sum) != sequence + 1) {
        outOfOrder++;
      }
      if (++count == THREADS * POSTS_OF_EACH && all != null) {
        all.resume(null);
      }
    }
  }
}
