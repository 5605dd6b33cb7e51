package io.weightless.deferred;

import static io.weightless.deferred.Seen.failureOf;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A task as a Deferred.
class FromTaskTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void aTaskGivesADeferredOfItsResult() {
    scene.run(scope -> {
      Deferred<String> text =
          Deferred.fromTask(
              scope,
              "straight",
              () -> {
                sleep(2);
                return "x";
              });
      text.addCallback(value -> value + "!");
      scene.markAt(text.await());
      return null;
    });

    assertThat(scene.trail).containsExactly("x!@2");
  }

  @Test
  void theFailureOfSuchATaskIsNotItsScopes() {
    scene.run(scope -> {
      Deferred<@Nullable String> text =
          Deferred.fromTask(
              scope,
              "straight",
              () -> {
                throw new IOException("disk");
              });
      scene.mark(thrownBy(text::await).getClass());
      sleep(1);
      scene.markAt("goes on");
      return null;
    });

    assertThat(scene.trail).containsExactly(DeferredFailed.class, "goes on@1");
  }

  @Test
  void whenItsScopeIsCancelledSoIsTheDeferred() {
    scene.run(_ -> {
      Deferred<?>[] text = new Deferred<?>[1];
      thrownBy(() ->
          Scope.run(inner -> {
            text[0] =
                Deferred.fromTask(
                    inner,
                    "straight",
                    () -> {
                      sleep(10);
                      return "x";
                    });
            settle();
            inner.cancel("enough");
            sleep(1);
            return null;
          }));
      assertThat(failureOf(text[0])).isInstanceOf(CancellationException.class).hasMessage("enough");
      return null;
    });
  }

  @Test
  void aTaskThatIsInterruptedByItsCancellationIsCancelled() {
    scene.run(scope -> {
      Deferred<String> text =
          Deferred.fromTask(
              scope,
              "straight",
              () -> {
                settle();
                throw new InterruptedException();
              });
      Deferred<String> cancelled =
          Deferred.fromTask(
              scope,
              "cancelled",
              () -> {
                throw new InterruptedException();
              });
      cancelled.cancel();
      assertThat(thrownBy(text::await)).hasCauseInstanceOf(InterruptedException.class);
      assertThat(thrownBy(cancelled::await)).isInstanceOf(CancellationException.class);
      return null;
    });
  }

  @Test
  void aDeferredAsItsValueIsAFailureAndNotItsScopes() {
    scene.run(scope -> {
      Deferred<Object> value = Deferred.fromTask(scope, "straight", () -> Deferred.succeed("x"));
      scene.mark(thrownBy(value::await).getClass());
      sleep(1);
      scene.markAt("goes on");
      return null;
    });

    assertThat(scene.trail).containsExactly(IllegalArgumentException.class, "goes on@1");
  }
}
