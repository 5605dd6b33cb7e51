package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A startup that is cancelled before it is ready, and says so as the JDK does, is cancelled and
/// has not failed.
final class ReadyCancelledTest {
  @AutoClose private final Stage stage = new Stage();
  private final List<Scope> open = new ArrayList<>();

  private static void waitLikeTheJdk() throws InterruptedException {
    try {
      sleepForEver();
    } catch (Cancelled _) {
      throw new InterruptedException();
    }
  }

  private Throwable startInTheOpenScope() {
    Task.yield();
    return thrownBy(() -> open.getFirst().startUntilReady("server", _ -> waitLikeTheJdk()));
  }

  @Test
  void itsStarterIsToldOfACancellation() {
    stage.run(() ->
        Scope.join(outer -> {
          outer.start("holder", () -> Scope.join(this::cancelAfterASecond));
          stage.mark(startInTheOpenScope().getClass());
        }));

    assertThat(stage.trail).containsExactly(CancellationException.class);
  }

  private void cancelAfterASecond(Scope inner) {
    open.add(inner);
    sleep(1);
    inner.cancel("enough");
  }

  @Test
  void aDeadlineThatEndsItIsExceeded() {
    stage.run(() ->
        Scope.join(outer -> {
          outer.start("holder", () -> stage.mark(thrownBy(this::openForASecond).getClass()));
          startInTheOpenScope();
        }));

    assertThat(stage.trail).containsExactly(DeadlineExceeded.class);
  }

  private void openForASecond() {
    Scope.join(
        Deadline.after(seconds(1)),
        inner -> {
          open.add(inner);
          Task.yield();
        });
  }

  @Test
  void aStrayCancellationIsAFailureOfTheStartAndNotOfTheScopeToo() {
    Throwable[] stray = new Throwable[1];
    stage.run(() -> {
      thrownBy(() ->
          Scope.join(ended -> {
            ended.cancel("stray");
            stray[0] = thrownBy(() -> sleep(1));
            throw (Cancelled) stray[0];
          }));
      Scope.join(scope ->
          stage.mark(
              thrownBy(() ->
                  scope.startUntilReady(
                      "server",
                      _ -> {
                        throw (Cancelled) stray[0];
                      }))));
    });

    assertThat(stage.trail).containsExactly(stray[0]);
  }
}
