package io.weightless.sync;

import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scene.Scene;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What Twisted's tests of LoopingCall show and [TickerTest] does not; `docs/ancestry.md` lists
/// all.
class LoopingCallTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void oneThatIsStoppedBeforeItsFirstTickNeverTicks() {
    scene.run(scope -> {
      Task<?> loop = startTicking(scope, 100);
      sleep(9);
      loop.cancel("stopped");
      scene.markAt(thrownBy(loop::await).getClass());
      sleep(100);
      return null;
    });

    assertThat(scene.trail).containsExactly(CancellationException.class + "@9");
  }

  @Test
  void oneThatIsStoppedAtTheInstantOfATickByAnOlderTimerDoesNotTickOnceMore() {
    scene.run(scope ->
        Scope.runOr(
            Deadline.after(seconds(20)),
            "stopped",
            inner -> {
              startTicking(inner, 100);
              return "";
            }));

    assertThat(scene.trail).containsExactly("1@10");
  }

  @Test
  void oneThatStopsItselfIsDoneAndItsTaskSaysSo() {
    scene.run(scope -> {
      Task<?> loop = startTicking(scope, 2);
      loop.await();
      scene.markAt(loop.state());
      sleep(100);
      return null;
    });

    assertThat(scene.trail).containsExactly("1@10", "1@20", "DONE@20");
  }

  @Test
  void aNewTickerIsHowOneBeginsANewPhase() {
    scene.run(scope -> {
      Ticker ticker = Ticker.every(seconds(10));
      ticker.await();
      sleep(3);
      ticker = Ticker.every(seconds(10));
      ticker.await();
      scene.markAt("reset");
      return null;
    });

    assertThat(scene.trail).containsExactly("reset@23");
  }

  @Test
  void whileNobodyAwaitsItThereIsNoTimer() {
    scene.run(scope -> Ticker.every(seconds(10)));
    scene.clock.advance(seconds(100));

    assertThat(scene.reactor.step()).as("a timer ran").isFalse();
  }

  /// In real time a step is always a little late: what is left until the next tick is measured from
  /// when it should have been.
  @Test
  void stepsThatAreAlwaysLateDoNotMoveTheTicks() {
    scene.run(scope -> {
      Ticker ticker = Ticker.every(seconds(10));
      for (int i = 1; i <= 4; i++) {
        Task<?> late = scope.start("late", () -> lateBy(ticker, 2));
        late.await();
      }
      return null;
    });

    assertThat(scene.trail).containsExactly("10", "20", "30", "40");
  }

  private void lateBy(Ticker ticker, long seconds) {
    ticker.await();
    scene.mark(String.valueOf(scene.clock.nanos() / 1_000_000_000));
    scene.clock.advance(seconds(seconds));
  }

  private Task<?> startTicking(Scope scope, int times) {
    return scope.start(
        "ticks",
        () -> {
          Ticker ticker = Ticker.every(seconds(10));
          for (int i = 0; i < times; i++) {
            scene.markAt(ticker.await());
          }
        });
  }
}
