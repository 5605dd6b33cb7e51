package io.weightless.scope;

import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.*;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A failure that somebody awaits, and gets, is not thrown by the collecting scope as well.
final class CollectAwaitedTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void aFailureThatIsOnItsWayToTheOneWhoAwaitsIsNotThrownAgain() {
    stage.run(() ->
        Scope.collect(outer -> {
          AtomicReference<Task<?>> failing = new AtomicReference<>();
          Task<?> collecting =
              outer.start(
                  "collecting",
                  () ->
                      Scope.collect(inner -> {
                        failing.set(
                            inner.start(
                                "fails",
                                () -> {
                                  Task.yield();
                                  throw new IllegalStateException("mine");
                                }));
                        Task.yield();
                        Task.yield();
                        return null;
                      }));
          Task.yield();
          outer.start(
              "asker",
              () -> stage.mark("asker: " + thrownBy(() -> failing.get().await()).getMessage()));
          try {
            collecting.await();
            stage.mark("scope: nothing");
          } catch (IllegalStateException e) {
            stage.mark("scope: " + e.getMessage());
          }
          return null;
        }));
    assertThat(stage.trail).containsExactlyInAnyOrder("asker: mine", "scope: nothing");
  }
}
