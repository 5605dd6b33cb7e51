package io.weightless.deferred;

import static io.weightless.deferred.Seen.failureOf;
import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

  static Stream<Exception> interruptions() {
    return Stream.of(
        new InterruptedException(),
        new ClosedByInterruptException(),
        new SocketException("Closed by interrupt"),
        new IllegalStateException("wrapped", new InterruptedException()));
  }

  @ParameterizedTest
  @MethodSource("interruptions")
  void whateverSaysThatItWasInterruptedByATimeoutIsTheTimeout(Exception interruption) {
    scene.run(scope -> {
      Deferred<String> text =
          Deferred.<String>fromTask(
                  scope,
                  "straight",
                  () -> {
                    try {
                      return new Deferred<String>().await();
                    } catch (Cancelled _) {
                      throw interruption;
                    }
                  })
              .addTimeout(seconds(2));
      scene.markAt(thrownBy(text::await).getCause().getClass());
      return null;
    });

    assertThat(scene.trail).containsExactly(TimeoutException.class + "@2");
  }

  @ParameterizedTest
  @MethodSource("interruptions")
  void inATaskThatIsNotCancelledItIsAFailureAsAnyOther(Exception interruption) {
    scene.run(scope -> {
      Deferred<String> text =
          Deferred.fromTask(
              scope,
              "straight",
              () -> {
                throw interruption;
              });
      settle();
      assertThat(failureOf(text)).isSameAs(interruption);
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
