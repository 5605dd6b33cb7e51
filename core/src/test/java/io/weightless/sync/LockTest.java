package io.weightless.sync;

import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LockTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void oneTaskAtATimeHasItAndTheOthersGetItInTheOrderInWhichTheyCame() {
    scene.run(scope -> {
      Lock lock = new Lock();
      for (String name : List.of("a", "b", "c")) {
        scope.start(
            name,
            () -> {
              try (var _ = lock.hold()) {
                scene.markAt(name + " in");
                sleep(1);
                scene.markAt(name + " out");
              }
            });
      }
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("a in@0", "a out@1", "b in@1", "b out@2", "c in@2", "c out@3");
  }

  @Test
  void oneThatComesWhileItIsHandedOverDoesNotOvertake() {
    scene.run(scope -> {
      Lock lock = new Lock();
      lock.lock();
      Task<?> first = scope.start("first", () -> marking("first", lock));
      Task.yield();
      lock.unlock();
      scene.mark(lock.tryLock());
      marking("late", lock);
      first.await();
      return null;
    });

    assertThat(scene.trail).containsExactly(false, "first", "late");
  }

  @Test
  void whatIsTakenAndGivenBackWithNobodyWaitingGivesUpNoTurn() {
    scene.run(scope -> {
      Lock lock = new Lock();
      scope.start("other", () -> scene.mark("other"));
      for (int i = 0; i < 1_000; i++) {
        lock.hold().close();
      }
      scene.mark("holder");
      return null;
    });

    assertThat(scene.trail).containsExactly("holder", "other");
  }

  @Test
  void tryLockTakesAFreeLockAndNeverWaits() {
    scene.run(scope -> {
      Lock lock = new Lock();
      scene.mark(lock.tryLock());
      scene.mark(lock.tryLock());
      scope.start("other", () -> scene.mark(lock.tryLock())).await();
      lock.unlock();
      scope.start("other", () -> scene.mark(lock.tryLock())).await();
      return null;
    });

    assertThat(scene.trail).containsExactly(true, false, false, true);
  }

  @Test
  void aTaskThatLocksTwiceIsToldSo() {
    scene.run(scope -> {
      Lock lock = new Lock();
      lock.lock();
      scene.mark(thrownBy(lock::lock).getMessage());
      lock.unlock();
      scene.mark(lock);
      return null;
    });

    assertThat(scene.trail.getFirst())
        .isEqualTo("task 'main' holds this lock already, and it is not reentrant");
    assertThat(scene.trail.getLast()).hasToString("Lock[free]");
  }

  @Test
  void onlyItsHolderMayUnlock() {
    scene.run(scope -> {
      Lock lock = new Lock();
      scene.mark(thrownBy(lock::unlock).getMessage());
      lock.lock();
      scope.start("thief", () -> scene.mark(thrownBy(lock::unlock).getMessage())).await();
      scene.mark(lock.isLocked());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "task 'main' can't unlock what it does not hold: Lock[free]",
            "task 'thief' can't unlock what it does not hold: Lock[held by 'main'; nobody waits]",
            true);
  }

  @Test
  void aTaskThatEndedWhileItHeldTheLockIsReportedToTheNextAndToAllWhoWait() {
    scene.run(scope -> {
      Lock lock = new Lock();
      Task<?> sloppy =
          scope.start(
              "sloppy",
              () -> {
                lock.lock();
                sleep(1);
              });
      scope.start("waiter", () -> scene.mark(thrownBy(lock::lock).getMessage()));
      sloppy.await();
      scene.mark(lock.toString());
      scene.mark(thrownBy(lock::lock).getMessage());
      scene.mark(thrownBy(lock::tryLock).getMessage());
      Task.yield();
      return null;
    });

    String message = "task 'sloppy' ended while it held this lock";
    assertThat(scene.trail)
        .containsExactly(
            "Lock[held by 'sloppy', which has ended; nobody waits]", message, message, message);
  }

  @Test
  void whoeverWaitsIsToldWhenTheHolderEndsAlsoWhenNobodyComesAfterwards() {
    scene.run(scope -> {
      Lock lock = new Lock();
      scope.start(
          "sloppy",
          () -> {
            lock.lock();
            sleep(1);
          });
      for (String name : List.of("first", "second")) {
        scope.start(name, () -> scene.mark(name + ": " + thrownBy(lock::lock).getMessage()));
      }
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "first: task 'sloppy' ended while it held this lock",
            "second: task 'sloppy' ended while it held this lock");
  }

  @Test
  void ofManyLocksThoseThatWereGivenBackAreFreeAndTheOthersAreReported() {
    scene.run(scope -> {
      List<Lock> locks = Stream.generate(Lock::new).limit(300).toList();
      scope.start(
          "sloppy",
          () -> {
            locks.forEach(Lock::lock);
            sleep(1);
            locks.subList(0, 200).forEach(Lock::unlock);
          });
      Task.yield();
      scope.start(
          "lucky",
          () -> {
            locks.getFirst().lock();
            scene.mark("has it");
            locks.getFirst().unlock();
          });
      scope.start("told", () -> scene.mark(thrownBy(locks.getLast()::lock).getMessage()));
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("has it", "task 'sloppy' ended while it held this lock");
  }

  @Test
  void theBlockGivesItBackWhateverEndsIt() {
    scene.run(scope -> {
      Lock lock = new Lock();
      Throwable thrown =
          thrownBy(() -> {
            try (var _ = lock.hold()) {
              throw new IOException("disk");
            }
          });
      scene.mark(thrown.getMessage());
      Task<?> cancelled =
          scope.start(
              "cancelled",
              () -> {
                try (var _ = lock.hold()) {
                  sleep(100);
                }
              });
      Task.yield();
      cancelled.cancel("enough");
      marking("next", lock);
      return null;
    });

    assertThat(scene.trail).containsExactly("disk", "next");
    assertThat(scene.clock.nanos()).isZero();
  }

  @Test
  void aCallbackAndAnotherReactorAreRefused() {
    List<Lock> locks = new ArrayList<>();
    scene.run(scope -> {
      Lock lock = new Lock();
      locks.add(lock);
      Reactor.current().post(() -> scene.mark(thrownBy(lock::lock).getMessage()));
      Task.yield();
      return null;
    });
    try (Scene other = new Scene()) {
      other.run(scope -> {
        scene.mark(thrownBy(locks.getFirst()::lock).getMessage());
        scene.mark(thrownBy(locks.getFirst()::tryLock).getMessage());
        return null;
      });
    }

    assertThat(scene.trail).hasSize(3);
    assertThat(scene.trail.get(0)).asString().startsWith("only a task can do this");
    assertThat(scene.trail.subList(1, 3))
        .allMatch(message -> message.toString().startsWith("this belongs to another reactor"));
    assertThat(thrownBy(Lock::new)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aLongQueueIsNamedInPart() {
    scene.run(scope -> {
      Lock lock = new Lock();
      lock.lock();
      Scope.run(waiting -> {
        for (int i = 0; i < 12; i++) {
          waiting.start("w" + i, () -> marking("in", lock));
        }
        Task.yield();
        scene.mark(lock.toString());
        lock.unlock();
        return null;
      });
      return null;
    });

    assertThat(scene.trail.getFirst())
        .isEqualTo(
            "Lock[held by 'main'; waiting: 'w0', 'w1', 'w2', 'w3', 'w4', 'w5', 'w6', 'w7', 'w8',"
                + " 'w9' and 2 more]");
    assertThat(scene.trail).hasSize(13);
  }

  private void marking(Object event, Lock lock) {
    try (var _ = lock.hold()) {
      scene.mark(event);
    }
  }
}
