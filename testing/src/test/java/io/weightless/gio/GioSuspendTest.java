package io.weightless.gio;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Io;
import io.weightless.coroutine.Suspend;
import io.weightless.coroutine.TimedOut;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.InTask;
import io.weightless.testing.LoggedFailures;
import io.weightless.testing.Trail;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/// A driver that schedules takes the suspensions of its coroutine.
@InTask
final class GioSuspendTest {
  private final Trail trail = new Trail();
  private final Reactor reactor;
  private final VirtualClock clock;

  GioSuspendTest(Reactor reactor, VirtualClock clock) {
    this.reactor = reactor;
    this.clock = clock;
  }

  private interface Story<T> {
    T tell(Io<ByteBuffer, ByteBuffer> io) throws Exception;
  }

  private static <T> T drive(Story<T> story) {
    return Gio.drive(Coroutine.<ByteBuffer, ByteBuffer, T>of(story::tell));
  }

  @Test
  void theCoroutineWaitsUntilSomebodySettlesIt() {
    String result =
        drive(io -> {
          trail.add("before suspend");
          String answer =
              io.ask(
                  Suspend.of(wait -> reactor.after(ofSeconds(1), () -> wait.resume("RESPONSE"))));
          trail.add("after suspend");
          return answer;
        });

    trail.assertIs("before suspend", "after suspend");
    assertThat(result).isEqualTo("RESPONSE");
    assertThat(clock.nanos()).isEqualTo(ofSeconds(1).toNanos());
  }

  @Test
  void othersRunMeanwhile(Scope scope) {
    scope.start("other", () -> trail.add("other"));

    drive(io -> io.ask(Suspend.<String>of(wait -> reactor.post(() -> wait.resume("now")))));
    trail.add("resumed");

    trail.assertIs("other", "resumed");
  }

  @Test
  void oneThatIsSettledAtOnceDoesNotWait() {
    String answer = drive(io -> io.ask(Suspend.of(wait -> wait.resume("at once"))));
    assertThat(answer).isEqualTo("at once");
  }

  @Test
  void aFailureIsThrownWhereItIsAsked() {
    drive(io -> {
      Suspend<String> failing =
          Suspend.of(wait -> reactor.post(() -> wait.fail(new IllegalArgumentException("wrong"))));
      assertThatThrownBy(() -> io.ask(failing)).hasMessage("wrong");
      return "";
    });
  }

  @Test
  void whatItsBeginningFailsWithIsThrownWhereItIsAsked() {
    drive(io -> {
      Suspend<String> failing =
          Suspend.of(_ -> {
            throw new IllegalArgumentException("wrong");
          });
      assertThatThrownBy(() -> io.ask(failing)).hasMessage("wrong");
      return "";
    });
  }

  @Test
  void anErrorOfItsBeginningEndsTheDrive() {
    Suspend<String> failing =
        Suspend.of(_ -> {
          throw new AssertionError("fatal");
        });
    assertThatThrownBy(() ->
            drive(io -> {
              try {
                return io.ask(failing);
              } catch (AssertionError _) {
                return "caught";
              }
            }))
        .isInstanceOf(AssertionError.class)
        .hasMessage("fatal");
  }

  @Test
  void oneThatTakesTooLongTimesOut() {
    Suspend<String> endless = Suspend.of(_ -> trail.add("begun"));
    drive(io -> {
      assertThatThrownBy(() -> io.ask(endless.within(ofSeconds(3), () -> trail.add("on timeout"))))
          .isInstanceOf(TimedOut.class);
      return "";
    });

    trail.assertIs("begun", "on timeout");
    assertThat(clock.nanos()).isEqualTo(ofSeconds(3).toNanos());
    assertThatThrownBy(() -> endless.resume("too late"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("settled already");
  }

  /// On a reactor with room for two timers, which are both free again.
  @Test
  void oneThatCouldTimeOutAndDoesNotLeavesNoTimer() {
    Limits narrow = new Limits(2, 16);
    try (Reactor own = Reactor.open(new VirtualClock(), new SplittableRandom(1), narrow)) {
      own.run(() -> {
        Suspend<String> inTime =
            Suspend.of(wait -> own.after(ofSeconds(1), () -> wait.resume("in time")));
        String answer =
            drive(io -> io.ask(inTime.within(ofSeconds(3), () -> trail.add("too late"))));
        assertThat(answer).isEqualTo("in time");

        List<Timer> two =
            List.of(own.after(ofSeconds(1), () -> {}), own.after(ofSeconds(1), () -> {}));
        assertThat(two).allMatch(Timer::cancel);
        Task.sleep(Duration.ofDays(1));
      });
    }

    trail.assertIs();
  }

  @Test
  void whatIsDoneOnTimeoutMayFailAndIsLogged() {
    drive(io -> {
      assertThatThrownBy(() ->
              io.ask(
                  Suspend.<String>of(_ -> {})
                      .within(
                          ofSeconds(1),
                          () -> {
                            throw new IllegalArgumentException("wrong");
                          })))
          .isInstanceOf(TimedOut.class);
      return "";
    });

    assertThat(LoggedFailures.take()).hasSize(1);
  }

  @Test
  void aTimeLimitAroundItEndsItToo() {
    Suspend<String> endless = Suspend.of(_ -> {});
    drive(io -> {
      assertThatThrownBy(() -> Gio.within(io, ofSeconds(1), () -> io.ask(endless)))
          .isInstanceOf(TimedOut.class);
      return "";
    });

    assertThat(endless.isSettled()).isTrue();
  }

  @Test
  void aCancelledDriveGivesItUp(Scope scope) {
    Suspend<String> endless =
        Suspend.<String>of(_ -> {}).within(ofSeconds(3), () -> trail.add("given up"));
    Task<String> drive = scope.start("drive", () -> drive(io -> io.ask(endless)));
    Task.yield();
    trail.assertIs();

    drive.cancel("enough");
    assertThatThrownBy(drive::await).isInstanceOf(CancellationException.class);

    trail.assertIs("given up");
    assertThat(endless.isSettled()).isTrue();
    assertThat(clock.nanos()).isZero();
  }

  @Test
  void oneIsUsedOnce() {
    Suspend<String> used = Suspend.of(wait -> wait.resume("a"));

    drive(io -> {
      assertThat(io.ask(used)).isEqualTo("a");
      assertThatThrownBy(() -> io.ask(used))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("begun already");
      return "";
    });
  }
}
