package io.weightless.sync;

import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class EventTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void settingWakesAllWhoWaitInTheOrderInWhichTheyCame() {
    scene.run(scope -> {
      Event event = new Event();
      for (String name : List.of("a", "b", "c")) {
        scope.start(name, () -> awaiting(event, name));
      }
      sleep(1);
      scene.mark(event.toString());
      event.set();
      scene.mark(event.isSet());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("Event[not set; waiting: 'a', 'b', 'c']", true, "a@1", "b@1", "c@1");
  }

  @Test
  void whatHasHappenedIsNotWaitedForAndGivesUpNoTurn() {
    scene.run(scope -> {
      Event event = new Event();
      event.set();
      event.set();
      scope.start("other", () -> scene.mark("other"));
      awaiting(event, "main");
      scene.mark(event.toString());
      return null;
    });

    assertThat(scene.trail).containsExactly("main@0", "Event[set]", "other");
  }

  @Test
  void clearedAtOnceItLetsThoseWhoWaitedThroughAndNobodyElse() {
    scene.run(scope -> {
      Event event = new Event();
      scope.start("early", () -> awaiting(event, "early"));
      Task.yield();
      event.set();
      event.clear();
      scene.mark(event.isSet());
      scope.start("late", () -> awaiting(event, "late"));
      sleep(1);
      event.set();
      return null;
    });

    assertThat(scene.trail).containsExactly(false, "early@0", "late@1");
  }

  @Test
  void aWaitWithATimeoutEndsInTimeAndTheEventGoesOn() {
    scene.run(scope -> {
      Event event = new Event();
      Throwable thrown =
          thrownBy(() ->
              Scope.run(
                  Deadline.after(Scene.seconds(2)),
                  _ -> {
                    event.await();
                    return null;
                  }));
      scene.markAt(thrown.getClass());
      scene.mark(event.toString());
      event.set();
      awaiting(event, "after");
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(DeadlineExceeded.class + "@2", "Event[not set; nobody waits]", "after@2");
  }

  @Test
  void aCancelledWaiterDoesNotDisturbTheSet() {
    scene.run(scope -> {
      Event event = new Event();
      Task<?> gone = scope.start("gone", () -> awaiting(event, "gone"));
      scope.start("stays", () -> awaiting(event, "stays"));
      Task.yield();
      gone.cancel("enough");
      event.set();
      return null;
    });

    assertThat(scene.trail).containsExactly("stays@0");
  }

  @Test
  void aCallbackMaySetItAndAnotherReactorMayNot() {
    Event[] event = new Event[1];
    scene.run(scope -> {
      event[0] = new Event();
      Reactor.current().after(Scene.seconds(3), event[0]::set);
      awaiting(event[0], "main");
      return null;
    });
    try (Scene other = new Scene()) {
      other.run(scope -> {
        scene.mark(thrownBy(event[0]::clear).getMessage());
        return null;
      });
    }

    assertThat(scene.trail).hasSize(2).first().isEqualTo("main@3");
    assertThat(scene.trail.getLast()).asString().startsWith("this belongs to another reactor");
  }

  private void awaiting(Event event, String name) {
    event.await();
    scene.markAt(name);
  }
}
