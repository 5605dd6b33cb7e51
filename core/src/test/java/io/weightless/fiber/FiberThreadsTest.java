package io.weightless.fiber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.Reactor;
import io.weightless.reactor.Work;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Fibers of several threads, tasks and [Fibers]: the cases of python-fibers that are about
/// threads.
class FiberThreadsTest {
  private static final int THREADS = 10;

  @Test
  void tenThreadsHaveTheirOwnFibers() throws Exception {
    List<FutureTask<List<Object>>> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      threads.add(onThread(FiberThreadsTest::pingPong));
    }
    for (FutureTask<List<Object>> thread : threads) {
      assertThat(thread.get()).containsExactly(0, 1, 2, 3, 4);
    }
  }

  private static List<Object> pingPong() {
    List<Object> trail = new ArrayList<>();
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      Fiber child =
          Fiber.of(
              "child",
              () -> {
                trail.add(1);
                main.switchTo();
                trail.add(3);
              });
      trail.add(0);
      child.switchTo();
      trail.add(2);
      child.switchTo();
      trail.add(4);
    });
    return trail;
  }

  private interface Job<T> {
    T run() throws Exception;
  }

  private static <T> FutureTask<T> onThread(Job<T> job) {
    FutureTask<T> done = new FutureTask<>(job::run);
    Thread.ofPlatform().start(done);
    return done;
  }

  /// Both are in a fiber at the same time, and each knows which one it is.
  @Test
  void fibersThatWaitOnTwoThreadsAtOnceDoNotMix() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    FutureTask<Boolean> one = onThread(() -> knowsItself(both));
    FutureTask<Boolean> two = onThread(() -> knowsItself(both));

    assertThat(one.get()).isTrue();
    assertThat(two.get()).isTrue();
  }

  private static boolean knowsItself(CyclicBarrier both) {
    return Fibers.run(() -> {
      AtomicReference<Fiber> seen = new AtomicReference<>();
      Fiber child =
          Fiber.of(
              "child",
              () -> {
                both.await();
                seen.set(Fiber.current());
                both.await();
              });
      child.switchTo();
      return seen.get() == child && Fiber.current() == Fibers.current().main();
    });
  }

  @Test
  void aFiberOfAnotherThreadIsNotSwitchedTo() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    AtomicReference<Fiber> theirs = new AtomicReference<>();
    FutureTask<Boolean> other =
        onThread(() ->
            Fibers.run(() -> {
              theirs.set(Fiber.of("theirs", () -> {}));
              both.await();
              both.await();
              return theirs.get().isAlive();
            }));
    both.await();
    Fiber foreign = theirs.get();
    assertRefused("cannot switch to a Fiber on a different thread: 'theirs'", foreign::switchTo);
    Fibers.run(() ->
        assertRefused(
            "cannot throw to a Fiber on a different thread: 'theirs'",
            () -> foreign.throwInto(new IllegalStateException())));
    both.await();

    assertThat(other.get()).isTrue();
  }

  private static void assertRefused(String message, Work<?> work) {
    assertThatThrownBy(work::run).isInstanceOf(FiberError.class).hasMessage(message);
  }

  @Test
  void aFiberWhoseThreadIsGoneIsRefused() throws Exception {
    List<Fiber> left = onThread(FiberThreadsTest::leaveTwo).get();
    Fiber unstarted = left.getFirst();
    Fiber started = left.getLast();

    assertThat(List.of(unstarted.isAlive(), started.isAlive())).containsExactly(true, false);
    Fibers.run(() -> {
      assertRefused(
          "cannot switch to a Fiber on a different thread: 'unstarted'", unstarted::switchTo);
      assertRefused(
          "cannot throw to a Fiber on a different thread: 'unstarted'",
          () -> unstarted.throwInto(new IllegalStateException()));
      assertRefused("Fiber has ended: 'started'", started::switchTo);
    });
  }

  private static List<Fiber> leaveTwo() {
    List<Fiber> left = new ArrayList<>();
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      left.add(Fiber.of("unstarted", () -> {}));
      left.add(Fiber.of("started", () -> main.switchTo()));
      left.getLast().switchTo();
    });
    return left;
  }

  @Test
  void switchingGoesOnWhenAThreadThatSwitchedHasExited() throws Exception {
    assertThat(onThread(FiberThreadsTest::pingPong).get()).hasSize(5);
    assertThat(pingPong()).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void aParentOfAnotherThreadIsRefused() throws Exception {
    Fiber foreign = onThread(FiberThreadsTest::leaveTwo).get().getFirst();
    Fibers.run(() -> {
      Fiber child = Fiber.of("child", () -> {});
      assertRefused(
          "cannot make the parent of a Fiber one on a different thread: 'unstarted'",
          () -> child.parent(foreign));
      assertRefused(
          "cannot make a Fiber inside one on a different thread: 'unstarted'",
          () -> Fiber.of("late", () -> {}, foreign));
      assertRefused(
          "cannot change the parent of a Fiber on a different thread: 'unstarted'",
          () -> foreign.parent(Fiber.current()));
    });
  }

  @Test
  void anotherTaskOfTheSameReactorIsRefused() {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() ->
          Fibers.run(() -> {
            Fiber child = Fiber.of("child", () -> {});
            Scope.join(scope -> {
              Task<?> other =
                  scope.start(
                      "other",
                      () ->
                          assertRefused(
                              "cannot switch to a Fiber on a different thread: 'child'",
                              child::switchTo));
              other.await();
              Task<?> outside =
                  scope.start(
                      "outside",
                      () -> {
                        assertThatThrownBy(Fiber::current).isInstanceOf(FiberError.class);
                      });
              outside.await();
            });
            child.switchTo();
          }));
    }
  }

  @Test
  void aFiberMayHaveFibersOfItsOwnAndThoseOutsideAreStrangersMeanwhile() {
    List<Object> trail = new ArrayList<>();
    Fibers.run(() -> {
      Fiber outer = Fiber.current();
      Fiber other = Fiber.of("other", () -> {});
      Fibers.run(() -> {
        assertThat(Fiber.current()).isNotSameAs(outer);
        Fiber inner =
            Fiber.of(
                "inner",
                () ->
                    assertRefused(
                        "cannot switch to a Fiber on a different thread: 'main'", outer::switchTo));
        inner.switchTo();
        assertRefused("cannot switch to a Fiber on a different thread: 'other'", other::switchTo);
        trail.add(Objects.requireNonNull(inner.parent()) == Fiber.current());
      });
      assertThat(Fiber.current()).isSameAs(outer);
      other.switchTo();
      trail.add(other.isAlive());
    });

    assertThat(trail).containsExactly(true, false);
  }

  @Test
  void aVirtualThreadMayRunFibers() throws InterruptedException {
    List<Object> trail = new ArrayList<>();
    Thread.ofVirtual().start(() -> trail.addAll(pingPong())).join();

    assertThat(trail).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void aCallbackOfAReactorMayRunFibersOnOneOfTheirOwn() {
    List<Object> trail = new ArrayList<>();
    try (Reactor reactor = Reactor.open()) {
      reactor.post(() -> trail.addAll(pingPong()));
      while (reactor.step()) {
        assertThat(reactor.backendName()).isNotEmpty();
      }
    }

    assertThat(trail).containsExactly(0, 1, 2, 3, 4);
  }
}
