package io.weightless.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A wait that was cancelled is forgotten by what it waited for.
class LeftBehindTest {
  private static final int MAX_COLLECTIONS = 50;

  @AutoClose private final Stage stage = new Stage();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aTaskDoesNotKeepThoseWhoAwaitedItAndWereCancelled(int waiters) {
    List<WeakReference<Task<?>>> gone = new ArrayList<>();
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> awaited = scope.start("awaited", () -> Stage.sleep(5));
          cancelled(scope, awaited, waiters, gone);
          Stage.sleep(1);
          assertThat(gone).hasSize(waiters).allMatch(LeftBehindTest::isCollected);
          stage.mark(awaited.state());
          return null;
        }));

    assertThat(stage.trail).containsExactly(Task.State.RUNNING);
  }

  private static void cancelled(
      Scope scope, Task<?> awaited, int waiters, List<WeakReference<Task<?>>> gone) {
    List<Task<?>> tasks = new ArrayList<>();
    for (int i = 0; i < waiters; i++) {
      tasks.add(scope.start("waiter", () -> awaited.await()));
    }
    Task.yield();
    tasks.forEach(task -> task.cancel("enough"));
    tasks.forEach(task -> gone.add(new WeakReference<>(task)));
  }

  private static boolean isCollected(WeakReference<?> reference) {
    for (int i = 0; i < MAX_COLLECTIONS && !reference.refersTo(null); i++) {
      System.gc();
    }
    return reference.refersTo(null);
  }
}
