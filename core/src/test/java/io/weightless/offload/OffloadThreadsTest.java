package io.weightless.offload;

import static io.weightless.offload.World.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How many threads there are, when, and what happens to calls beyond them.
class OffloadThreadsTest {
  private static final Duration AN_HOUR = Duration.ofHours(1);

  @AutoClose private final World world = new World(2);

  @Test
  void thereIsNoThreadBeforeTheFirstCall() {
    assertThat(world.offload).hasToString("Offload[0 threads, 0 calls wait]");
  }

  @Test
  void asManyJobsRunAsThereAreThreadsAndOneMoreWaits() {
    world.runScope(scope -> {
      List<Gate> gates = startGates(scope, 3);
      gates.get(0).awaitEntered();
      gates.get(1).awaitEntered();
      world.mark(world.offload.toString());
      gates.get(0).open();
      gates.get(2).awaitEntered();
      world.mark(world.offload.toString());
      gates.forEach(Gate::open);
      return null;
    });

    assertThat(world.trail)
        .containsExactly("Offload[2 threads, 1 calls wait]", "Offload[2 threads, 0 calls wait]");
  }

  @Test
  void callsThatWaitAreServedInTheirOrder() {
    try (World one = new World(1)) {
      one.runScope(scope -> {
        Gate gate = new Gate(one.reactor);
        scope.start("first", () -> one.offload.call(gate::pass));
        gate.awaitEntered();
        for (int i = 0; i < 100; i++) {
          int number = i;
          scope.start(
              "n",
              () ->
                  one.offload.call(() -> {
                    one.mark(number);
                    return null;
                  }));
        }
        twoTurns();
        gate.open();
        return null;
      });

      assertThat(one.trail).hasSize(100).isSortedAccordingTo((a, b) -> (int) a - (int) b);
    }
  }

  @Test
  void aThreadIsKeptForTheNextCall() {
    try (World one = new World(1)) {
      one.run(() -> {
        one.mark(one.offload.call(Thread::currentThread));
        one.mark(one.offload.call(Thread::currentThread));
      });

      assertThat(one.trail).hasSize(2).containsOnly(one.trail.getFirst());
    }
  }

  @Test
  void aThreadThatWasIdleForLongEnoughEndsAndAnotherIsMade() throws InterruptedException {
    try (World hasty = new World(1, Duration.ZERO)) {
      for (int i = 0; i < 2; i++) {
        hasty.run(() -> hasty.mark(hasty.offload.call(Thread::currentThread)));
        Thread thread = (Thread) hasty.trail.getLast();
        assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
      }

      assertThat(hasty.trail).doesNotHaveDuplicates();
    }
  }

  /// Slow: what must not happen is rare.
  @Test
  @Tag("slow")
  void aCallThatComesWhileAnIdleThreadEndsIsNotLost() {
    try (World hasty = new World(1, Duration.ZERO)) {
      hasty.runScope(scope -> {
        for (int i = 0; i < 2; i++) {
          scope.start(
              "caller",
              () -> {
                for (int call = 0; call < 10_000; call++) {
                  hasty.offload.call(() -> "");
                }
                hasty.mark("answered");
              });
        }
        return null;
      });

      assertThat(hasty.trail).hasSize(2);
    }
  }

  @Test
  void theCallForWhichNoThreadCanBeMadeFailsAndIsNotRunLater() {
    OutOfMemoryError failure = new OutOfMemoryError("no more threads");
    List<Thread> refused = new ArrayList<>();
    try (Offload offload =
        new Offload(
            new Limits(1, AN_HOUR),
            thread -> {
              if (refused.isEmpty()) {
                refused.add(thread);
                throw failure;
              }
              thread.start();
            })) {
      world.run(() -> {
        Job<String, RuntimeException> job =
            () -> {
              world.mark("run");
              return "";
            };
        assertThat(thrownBy(() -> offload.call(job))).isSameAs(failure);
        offload.call(job);
      });
    }

    assertThat(world.trail).containsExactly("run");
  }

  @Test
  void callsThatWereCancelledDoNotPileUpBehindABusyThread() {
    try (World one = new World(1)) {
      one.runScope(scope -> {
        Gate gate = new Gate(one.reactor);
        scope.start("first", () -> one.offload.call(gate::pass));
        gate.awaitEntered();
        for (int i = 0; i < 2 * Workers.WITHDRAWN_AT_MOST + 1; i++) {
          Task<?> task = scope.start("cancelled", () -> one.offload.call(() -> ""));
          twoTurns();
          task.cancel("enough");
        }
        one.mark(one.offload.workers().queued());
        gate.open();
        return null;
      });

      assertThat(one.trail).containsExactly(1);
    }
  }

  @Test
  void thereIsAtLeastOneThreadAndNoNegativeTime() {
    assertThat(new Limits(1, Duration.ZERO).threads()).isEqualTo(1);
    assertThatThrownBy(() -> new Limits(0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Limits(1, Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<Gate> startGates(Scope scope, int count) {
    List<Gate> gates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Gate gate = new Gate(world.reactor);
      gates.add(gate);
      scope.start("caller", () -> world.offload.call(gate::pass));
    }
    return gates;
  }

  /// After them, what was started before them has called.
  private static void twoTurns() {
    Task.yield();
    Task.yield();
  }
}
