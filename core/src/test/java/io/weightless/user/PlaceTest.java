package io.weightless.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.TaskInfo;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Event;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Where a listed task is. A package of its own, since the frames of ours are left out.
final class PlaceTest {
  @AutoClose
  private final Reactor reactor =
      Reactor.open(new VirtualClock(), new SplittableRandom(1), Limits.DEFAULT);

  @Test
  void aTaskThatWaitsIsWhereTheUsersCodeWaits() {
    assertThat(lineOf(PlaceTest::waitForEver))
        .matches(
            "  task 'listed', 2[.]5 s, waits for Event.not set; waiting: 'listed'. at .*"
                + "PlaceTest[.]waitForEver[(]PlaceTest.java:\\d+[)]");
  }

  @Test
  void aTaskThatHasNotBegunIsAtItsStart() {
    reactor.run(() ->
        Scope.<@Nullable Void, RuntimeException>run(scope -> {
          scope.start("listed", () -> {});
          assertThat(listed()).hasToString("  task 'listed', 0.0 s, is ready at its start");
          return null;
        }));
  }

  @Test
  void theFramesOfTheEngineAreNotTold() {
    reactor.run(() ->
        assertThat(reactor.tasks().getFirst().stack())
            .extracting(StackTraceElement::getClassName)
            .noneMatch(name -> name.contains("engine.internal")));
  }

  private String lineOf(Runnable work) {
    StringBuilder line = new StringBuilder();
    reactor.run(() ->
        Scope.<@Nullable Void, RuntimeException>run(scope -> {
          Task<?> task = scope.start("listed", () -> work.run());
          Task.sleep(Duration.ofMillis(2_500));
          line.append(listed());
          task.cancel("it was listed");
          return null;
        }));
    return line.toString();
  }

  private TaskInfo listed() {
    List<TaskInfo> tasks = reactor.tasks();
    assertThat(tasks).hasSize(2);
    return tasks.getLast();
  }

  private static void waitForEver() {
    new Event().await();
  }
}
