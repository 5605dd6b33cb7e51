package io.weightless.scene;

import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each wait against a cancellation and a timeout, before, during, at the same moment and after. In
/// all of them what is waited for is granted once: so it is had once, by whoever did not go.
class WaitMatrixTest {
  enum Wait {
    LOCK,
    SEMAPHORE,
    HEAVY,
    EVENT,
    CONDITION,
    RECEIVE,
    SEND,
    SELECT_RECEIVE,
    SELECT_SEND;

    Wanted wanted() {
      return switch (this) {
        case LOCK -> new Wanted.OfLock();
        case SEMAPHORE -> new Wanted.OfPermits(1, 1);
        case HEAVY -> new Wanted.OfPermits(3, 4);
        case EVENT -> new Wanted.OfEvent();
        case CONDITION -> new Wanted.OfItem();
        case RECEIVE -> new Wanted.OfValue(false);
        case SEND -> new Wanted.OfRoom(false);
        case SELECT_RECEIVE -> new Wanted.OfValue(true);
        case SELECT_SEND -> new Wanted.OfRoom(true);
      };
    }
  }

  @AutoClose private final Scene scene = new Scene();

  @ParameterizedTest
  @EnumSource
  void oneThatWasCancelledBeforeDoesNotEvenTakeWhatIsThere(Wait wait) {
    scene.run(scope -> {
      Wanted wanted = wait.wanted();
      wanted.grant();
      Task<?> task = scope.start("task", () -> scene.mark(thrownBy(wanted::await)));
      task.cancel("before");
      settle();
      scene.mark(wanted.isThere());
      return null;
    });

    assertThat(scene.trail).hasSize(2).last().isEqualTo(true);
    assertThat(scene.trail.getFirst()).isInstanceOf(Cancelled.class).asString().endsWith("before");
  }

  @ParameterizedTest
  @EnumSource
  void oneThatIsCancelledWhileItWaitsIsOutAtOnceAndTheOthersKeepTheirPlaces(Wait wait) {
    scene.run(scope -> {
      Wanted wanted = wait.wanted();
      Task<?> gone = scope.start("gone", () -> scene.mark(thrownBy(wanted::await).getMessage()));
      awaiting(scope, wanted, "next");
      Task.yield();
      gone.cancel("during");
      scene.mark(wanted.toString().contains("gone"));
      settle();
      wanted.grant();
      settle();
      return null;
    });

    assertThat(scene.trail).containsExactly(false, "during", "next", "next's next wait");
  }

  @ParameterizedTest
  @EnumSource
  void whoIsCancelledInTheTurnBeforeTheGrantDoesNotGetIt(Wait wait) {
    scene.run(scope -> {
      Wanted wanted = wait.wanted();
      Task<?> gone = scope.start("gone", () -> scene.mark(thrownBy(wanted::await).getMessage()));
      Task.yield();
      gone.cancel("same turn");
      wanted.grant();
      settle();
      scene.mark(wanted.isThere());
      return null;
    });

    assertThat(scene.trail).containsExactly("same turn", true);
  }

  @ParameterizedTest
  @EnumSource
  void whoIsCancelledAfterTheGrantInTheSameTurnHasItAndItsNextWaitThrows(Wait wait) {
    scene.run(scope -> {
      Wanted wanted = wait.wanted();
      Task<?> had = awaiting(scope, wanted, "had");
      Task.yield();
      wanted.grant();
      had.cancel("too late");
      awaiting(scope, wanted, "other");
      settle();
      return null;
    });

    assertThat(scene.trail)
        .startsWith("had", Cancelled.class)
        .hasSize(4)
        .endsWith("other", "other's next wait");
  }

  @ParameterizedTest
  @EnumSource
  void whoIsCancelledAfterItGoesOnSeesItAtTheNextWait(Wait wait) {
    scene.run(scope -> {
      Wanted wanted = wait.wanted();
      Task<?> had = awaiting(scope, wanted, "had");
      Task.yield();
      wanted.grant();
      settle();
      had.cancel("after");
      scene.mark(had.state());
      return null;
    });

    assertThat(scene.trail).containsExactly("had", "had's next wait", Task.State.DONE);
  }

  @ParameterizedTest
  @EnumSource
  void aDeadlineThatHasPassedTakesNothing(Wait wait) {
    scene.run(scope -> {
      Wanted wanted = wait.wanted();
      wanted.grant();
      scene.mark(thrownBy(() -> awaitWithin(0, wanted)).getClass());
      scene.mark(wanted.isThere());
      return null;
    });

    assertThat(scene.trail).containsExactly(DeadlineExceeded.class, true);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsGrantedBeforeTheDeadlineIsHad(Wait wait) {
    scene.run(scope -> {
      Wanted wanted = wait.wanted();
      Task<?> granted =
          scope.start(
              "waits",
              () -> {
                awaitWithin(2, wanted);
                scene.markAt("had");
              });
      sleep(1);
      wanted.grant();
      granted.await();
      sleep(5);
      return null;
    });

    assertThat(scene.trail).containsExactly("had@1");
  }

  /// Timers come before tasks in a step: so the deadline was first.
  @ParameterizedTest
  @EnumSource
  void whatATaskGrantsAtTheInstantOfTheDeadlineIsForTheNext(Wait wait) {
    scene.run(scope -> {
      Wanted wanted = wait.wanted();
      Task<?> tooLate =
          scope.start(
              "too late", () -> scene.markAt(thrownBy(() -> awaitWithin(2, wanted)).getClass()));
      sleep(2);
      wanted.grant();
      tooLate.await();
      scene.mark(wanted.isThere());
      return null;
    });

    assertThat(scene.trail).containsExactly(DeadlineExceeded.class + "@2", true);
  }

  /// A callback can't give a lock back.
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LOCK")
  void ofTwoTimersAtOneInstantTheOneThatGrantsWinsWhenItIsTheOlder(Wait wait) {
    scene.run(scope -> {
      for (boolean grantFirst : new boolean[] {true, false}) {
        Wanted wanted = wait.wanted();
        Task<?> task = scope.start("task", () -> scene.markAt(outcomeWithin(2, wanted)));
        if (!grantFirst) {
          Task.yield();
        }
        scene.reactor.after(seconds(2), wanted::grant);
        task.await();
        settle();
        scene.mark(wanted.isThere());
      }
      return null;
    });

    assertThat(scene.trail).containsExactly("had@2", true, "timeout@4", true);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsGrantedAfterTheDeadlineIsForTheNext(Wait wait) {
    scene.run(scope -> {
      Wanted wanted = wait.wanted();
      Task<?> tooLate =
          scope.start(
              "too late", () -> scene.markAt(thrownBy(() -> awaitWithin(2, wanted)).getClass()));
      sleep(3);
      tooLate.await();
      awaiting(scope, wanted, "next");
      Task.yield();
      wanted.grant();
      settle();
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(DeadlineExceeded.class + "@2", "next", "next's next wait");
  }

  /// A task that has it for a turn, and gives it back.
  private Task<?> awaiting(Scope scope, Wanted wanted, String name) {
    return scope.start(
        name,
        () -> {
          wanted.await();
          try {
            scene.mark(name);
            Task.yield();
            scene.mark(name + "'s next wait");
          } catch (Cancelled cancelled) {
            scene.mark(Cancelled.class);
            throw cancelled;
          } finally {
            wanted.grant();
          }
        });
  }

  private static void awaitWithin(long seconds, Wanted wanted) {
    Scope.run(
        Deadline.after(seconds(seconds)),
        _ -> {
          wanted.await();
          wanted.grant();
          return null;
        });
  }

  private static String outcomeWithin(long seconds, Wanted wanted) {
    try {
      awaitWithin(seconds, wanted);
      return "had";
    } catch (DeadlineExceeded e) {
      return "timeout";
    }
  }
}
