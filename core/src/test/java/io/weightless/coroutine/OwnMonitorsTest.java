package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.scene.Scene;
import io.weightless.sync.Lock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A coroutine stands on a stack of its own: monitors, locks, locals of threads and scoped values
/// are its own, and its driver's are its driver's.
class OwnMonitorsTest {
  @AutoClose private final Scene scene = new Scene();
  private final List<Object> trail = new ArrayList<>();
  private final Object monitor = new Object();

  @FromEverywhere
  void aMonitorThatItsDriverHoldsStaysItsDriversWhileItPausesAndGoesOn(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, Boolean> coroutine =
          Coroutine.of(
              "pausing",
              io -> {
                io.yield();
                return Thread.holdsLock(monitor);
              });
      synchronized (monitor) {
        coroutine.next();
        monitor.notifyAll();
        coroutine.next();
        assertThat(Thread.holdsLock(monitor)).isTrue();
        monitor.notifyAll();
      }
      assertThat(coroutine.result()).isFalse();
    });
  }

  @FromEverywhere
  void aMonitorThatItHoldsWhileItIsPausedIsStillItsOwnWhenItGoesOn(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, Boolean> coroutine =
          Coroutine.of(
              "holding",
              io -> {
                synchronized (monitor) {
                  io.yield();
                  monitor.notifyAll();
                  return Thread.holdsLock(monitor);
                }
              });
      coroutine.next();
      assertThat(Thread.holdsLock(monitor)).isFalse();
      coroutine.next();
      assertThat(coroutine.result()).isTrue();
      synchronized (monitor) {
        assertThat(Thread.holdsLock(monitor)).isTrue();
      }
    });
  }

  @FromEverywhere
  void aMonitorThatItHoldsIsGivenBackByItsClose(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> coroutine =
          Coroutine.of(
              "holding",
              io -> {
                synchronized (monitor) {
                  return io.next();
                }
              });
      coroutine.next();
      coroutine.close();
      synchronized (monitor) {
        assertThat(Thread.holdsLock(monitor)).isTrue();
      }
    });
  }

  @FromEverywhere
  void aLockOfTheJdkIsHeldByWhoTookIt(Driver driver) {
    ReentrantLock lock = new ReentrantLock();
    driver.run(() -> {
      Coroutine<String, String, Boolean> coroutine =
          Coroutine.of(
              "holding",
              io -> {
                lock.lock();
                try {
                  io.yield();
                  return lock.isHeldByCurrentThread();
                } finally {
                  lock.unlock();
                }
              });
      coroutine.next();
      assertThat(lock.isLocked()).isTrue();
      assertThat(lock.isHeldByCurrentThread()).isFalse();
      assertThat(lock.tryLock()).isFalse();
      coroutine.next();
      assertThat(coroutine.result()).isTrue();
      assertThat(lock.isLocked()).isFalse();
    });
  }

  /// Others of the reactor wait for the monitor as for any other, and go on when the coroutine
  /// does.
  @Test
  void whoWaitsForALockOfOursThatItHoldsGoesOnWhenItsDriverLetsItGiveItBack() {
    scene.run(scope -> {
      Lock lock = new Lock();
      Coroutine<String, String, String> coroutine =
          Coroutine.of(
              "holding",
              io -> {
                try (var _ = lock.hold()) {
                  return io.next();
                }
              });
      coroutine.next();
      var other =
          scope.start(
              "other",
              () -> {
                try (var _ = lock.hold()) {
                  scene.mark("other has it");
                }
              });
      Scene.settle();
      scene.mark("goes on");
      coroutine.send("input");
      other.await();
      return null;
    });

    assertThat(scene.trail).containsExactly("goes on", "other has it");
  }

  /// Its driver would wait for the coroutine, which waits for its driver: nothing else can end
  /// that, and it is told.
  @Test
  void aDriverThatWaitsForALockOfOursThatItsPausedCoroutineHoldsIsADeadlock() {
    assertThatThrownBy(() ->
            scene.run(_ -> {
              Lock lock = new Lock();
              Coroutine<String, String, String> coroutine =
                  Coroutine.of(
                      "holding",
                      io -> {
                        try (var _ = lock.hold()) {
                          return io.next();
                        } finally {
                          scene.mark("given back");
                        }
                      });
              coroutine.next();
              lock.hold();
              return null;
            }))
        .isInstanceOf(io.weightless.reactor.Deadlock.class)
        .hasMessageContaining("task 'main'");

    assertThat(scene.trail).containsExactly("given back");
  }

  @FromEverywhere
  void aThreadLocalOfItsDriverIsNotItsAndItsOwnStaysWithIt(Driver driver) {
    ThreadLocal<String> local = ThreadLocal.withInitial(() -> "fresh");
    driver.run(() -> {
      local.set("driver");
      Coroutine<String, String, String> coroutine =
          Coroutine.of(
              "setting",
              io -> {
                trail.add(local.get());
                local.set("coroutine");
                io.yield();
                return local.get();
              });
      coroutine.next();
      trail.add(local.get());
      local.set("changed");
      coroutine.next();
      trail.add(coroutine.result());
      trail.add(local.get());
      local.remove();
      assertThat(trail).containsExactly("fresh", "driver", "coroutine", "changed");
      trail.clear();
    });
  }

  @FromEverywhere
  void aScopedValueOfItsDriverIsNotItsAndItsOwnStaysWithIt(Driver driver) {
    ScopedValue<String> value = ScopedValue.newInstance();
    driver.run(() -> {
      Coroutine<String, String, String> coroutine =
          Coroutine.of(
              "binding",
              io -> {
                trail.add(value.isBound());
                return ScopedValue.where(value, "coroutine")
                    .call(() -> {
                      io.yield();
                      return value.get();
                    });
              });
      ScopedValue.where(value, "driver")
          .run(() -> {
            coroutine.next();
            trail.add(value.get());
          });
      trail.add(value.isBound());
      coroutine.next();
      trail.add(coroutine.result());
      assertThat(trail).containsExactly(false, "driver", false, "coroutine");
      trail.clear();
    });
  }

  @FromEverywhere
  void aCoroutineInsideAMonitorOfItsDriverMayWaitForAnotherCoroutine(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, Integer> inner =
          Coroutine.of(
              "inner",
              io -> {
                synchronized (monitor) {
                  io.yield();
                  return 1;
                }
              });
      Coroutine<String, String, Integer> outer =
          Coroutine.of(
              "outer",
              io -> {
                synchronized (trail) {
                  inner.next();
                  io.yield();
                  inner.next();
                  return inner.result() + 1;
                }
              });
      outer.next();
      outer.next();
      assertThat(outer.result()).isEqualTo(2);
    });
  }
}
