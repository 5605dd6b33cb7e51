package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.sleepForEver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.weightless.reactor.TaskInfo;
import io.weightless.reactor.TaskInfo.Kind;
import io.weightless.reactor.TaskInfo.State;
import io.weightless.sync.Event;
import io.weightless.sync.Lock;
import io.weightless.sync.Ticker;
import io.weightless.testkit.FastEngine;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What [io.weightless.reactor.Reactor#tasks] tells of each task.
final class ListedTest {
  @AutoClose private final Stage stage = new Stage();
  private List<TaskInfo> tasks = List.of();

  private interface Start {
    void in(Scope scope) throws Exception;
  }

  @Test
  void tasksAreATreeTheOlderBeforeTheYounger() throws Exception {
    stage.run(() ->
        listAfterASecond(scope -> {
          scope.start("a", () -> within(inner -> startSleepers(inner, "a1", "a2")));
          scope.start("b", () -> within(_ -> within(inner -> startSleepers(inner, "b1"))));
        }));

    assertThat(tasks)
        .extracting(task -> task.depth() + " " + task.name())
        .containsExactly("0 main", "1 a", "2 a1", "2 a2", "1 b", "2 b1");
  }

  @Test
  void aTaskStartedInAnOuterScopeIsInsideTheTaskOfThatScope() throws Exception {
    stage.run(() ->
        listAfterASecond(scope -> scope.start("a", () -> startSleepers(scope, "child of main"))));

    assertThat(tasks)
        .extracting(task -> task.depth() + " " + task.name())
        .containsExactly("0 main", "1 child of main");
  }

  @Test
  void theOneThatAsksRunsAndOthersWaitOrAreReadyBegunOrNot() throws Exception {
    stage.run(() ->
        within(scope -> {
          Event event = new Event();
          startSleepers(scope, "waits");
          scope.start("woken", event::await);
          sleep(1);
          startSleepers(scope, "not begun");
          event.set();
          tasks = stage.reactor.tasks();
          scope.cancel("they were listed");
        }));

    assertThat(tasks)
        .extracting(TaskInfo::name, TaskInfo::state)
        .containsExactly(
            tuple("main", State.RUNNING),
            tuple("waits", State.WAITING),
            tuple("woken", State.READY),
            tuple("not begun", State.READY));
  }

  @Test
  void aTaskIsAsOldAsTheTimeSinceItsStart() throws Exception {
    stage.run(() ->
        within(scope -> {
          startSleepers(scope, "old");
          sleep(60);
          startSleepers(scope, "young");
          sleep(5);
          tasks = stage.reactor.tasks();
          scope.cancel("they were listed");
        }));

    assertThat(tasks)
        .extracting(TaskInfo::age)
        .containsExactly(seconds(65), seconds(65), seconds(5));
  }

  @Test
  void whatATaskWaitsForIsNamed() throws Exception {
    stage.run(() ->
        listAfterASecond(scope -> {
          Lock lock = new Lock();
          scope.start("holder", () -> hold(lock));
          scope.start("waiter", lock::lock);
          Task<?> sleeper = scope.start("sleeper", Stage::sleepForEver);
          scope.start("awaiting", () -> sleeper.await());
          scope.start("ticking", () -> Ticker.every(seconds(10)).await());
          scope.start("owner", () -> within(inner -> startSleepers(inner, "inner")));
        }));

    assertThat(tasks)
        .extracting(TaskInfo::awaits)
        .containsExactly(
            null, // it asks
            "PT240000H",
            "Lock[held by 'holder'; waiting: 'waiter']",
            "PT240000H",
            "Task[sleeper, RUNNING]",
            "Ticker[every PT10S, tick 1 next]",
            "the tasks of its scope",
            "PT240000H");
  }

  @FastEngine
  @Test
  void aTaskInAWaitOfTheJdkAndTheGuestThatItStartedAreMarked() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    stage.run(() ->
        within(scope -> {
          scope.start(
              "host",
              () -> {
                Thread.ofVirtual().name("helper").start(() -> awaitQuietly(latch));
                latch.await();
              });
          sleep(1);
          tasks = stage.reactor.tasks();
          latch.countDown();
        }));

    assertThat(tasks)
        .extracting(TaskInfo::depth, TaskInfo::name, TaskInfo::kind, TaskInfo::state)
        .containsExactly(
            tuple(0, "main", Kind.TASK, State.RUNNING),
            tuple(1, "host", Kind.TASK, State.WAITING_IN_JDK),
            tuple(2, "helper", Kind.GUEST, State.WAITING_IN_JDK));
  }

  private static void within(Start start) throws Exception {
    try {
      Scope.<Integer, Exception>run(scope -> {
        start.in(scope);
        return 1;
      });
    } catch (CancellationException _) {
      // when it was listed
    }
  }

  private void listAfterASecond(Start start) throws Exception {
    within(scope -> {
      start.in(scope);
      sleep(1);
      tasks = stage.reactor.tasks();
      scope.cancel("it was listed");
    });
  }

  private static void startSleepers(Scope scope, String... names) {
    for (String name : names) {
      scope.start(name, Stage::sleepForEver);
    }
  }

  private static void hold(Lock lock) {
    try (var _ = lock.hold()) {
      sleepForEver();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      // it is over
    }
  }
}
