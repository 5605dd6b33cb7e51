package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.sync.NoSuspend;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A step that can't be made changes nothing.
class RefusedStepTest {
  @AutoClose
  private final Reactor reactor =
      Reactor.open(new VirtualClock(), new SplittableRandom(1), Limits.DEFAULT);

  private final Coroutine<String, String, @Nullable Void> echo =
      Coroutine.of(
          "echo",
          io -> {
            for (String input = io.read(); input != null; input = io.read()) {
              io.write(input);
            }
            return null;
          });

  @Test
  void theEndOfTheInputIsNotSeenWhenTheDriverHasPromisedNotToWait() {
    reactor.run(() -> {
      echo.next();
      assertRefused(echo::end);
      assertThat(echo.send("still")).isEqualTo(new Step.Output<>("still"));
      assertThat(echo.next()).isEqualTo(new Step.NeedsInput<>());
    });
  }

  @Test
  void aProblemIsNotThrownInWhenTheDriverHasPromisedNotToWait() {
    reactor.run(() -> {
      echo.next();
      assertRefused(() -> echo.fail(new IllegalArgumentException("bad")));
      assertThat(echo.send("still")).isEqualTo(new Step.Output<>("still"));
    });
  }

  @Test
  void oneThatCouldNotBeStartedStartsLater() {
    reactor.run(() -> {
      assertRefused(echo::next);
      assertThat(echo.next()).isEqualTo(new Step.NeedsInput<>());
    });
  }

  private static void assertRefused(Runnable step) {
    assertThatThrownBy(() -> NoSuspend.noSuspend(step::run))
        .isInstanceOf(IllegalStateException.class);
  }
}
