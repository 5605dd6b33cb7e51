package io.weightless.scope;

import static io.weightless.scope.Stage.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What has ended is not held by what goes on.
class MemoryTest {
  private static final int MAX_COLLECTIONS = 50;

  @AutoClose private final Stage stage = new Stage();

  @Test
  void aTaskThatIsKeptForItsResultDoesNotKeepItsWork() {
    stage.run(() ->
        Scope.run(scope -> {
          byte[] big = new byte[1_000];
          WeakReference<byte[]> reference = new WeakReference<>(big);
          Task<Integer> kept = startSumming(scope, big);
          big = null;
          stage.mark(kept.await());
          assertThat(isCollected(reference)).isTrue();
          stage.mark(kept.state());
          return null;
        }));

    assertThat(stage.trail).containsExactly(0, Task.State.DONE);
  }

  @Test
  void aTaskThatIsKeptDoesNotKeepThoseThatCameAndWentBesideIt() {
    List<WeakReference<Object>> results = new ArrayList<>();
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> kept = scope.start("kept", () -> new Object());
          // each overlaps the next, as connections of a server do
          for (int i = 0; i < 10; i++) {
            startRemembered(scope, results);
            sleep(1);
          }
          sleep(10);
          assertThat(results).hasSize(10).allMatch(MemoryTest::isCollected);
          stage.mark(kept.state());
          return null;
        }));

    assertThat(stage.trail).containsExactly(Task.State.DONE);
  }

  @Test
  void aScopeThatGoesOnDoesNotKeepTheTasksThatHaveEnded() {
    List<WeakReference<Object>> results = new ArrayList<>();
    stage.run(() ->
        Scope.run(scope -> {
          for (int i = 0; i < 10; i++) {
            startRemembered(scope, results);
          }
          sleep(10);
          assertThat(results).hasSize(10).allMatch(MemoryTest::isCollected);
          return null;
        }));
  }

  private static Task<Integer> startSumming(Scope scope, byte[] numbers) {
    return scope.start(
        "sum",
        () -> {
          int sum = 0;
          for (byte number : numbers) {
            sum += number;
          }
          return sum;
        });
  }

  /// A task of two seconds, whose result `results` holds weakly.
  private static void startRemembered(Scope scope, List<WeakReference<Object>> results) {
    scope.start(
        "remembered",
        () -> {
          Object result = new Object();
          results.add(new WeakReference<>(result));
          sleep(2);
          return result;
        });
  }

  private static boolean isCollected(WeakReference<?> reference) {
    for (int i = 0; i < MAX_COLLECTIONS && !reference.refersTo(null); i++) {
      System.gc();
    }
    return reference.refersTo(null);
  }
}
