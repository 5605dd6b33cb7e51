package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.testing.LoggedFailures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuspendTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<Object> trail = new ArrayList<>();

  @Test
  void theDriverBeginsItAndGivesTheCoroutineWhatItWasSettledWith() {
    Suspend<String> wait = Suspend.of(self -> trail.add("begun"));
    try (Coroutine<String, String, String> waiter = Coroutine.of(io -> io.ask(wait))) {
      assertThat(waiter.next()).isEqualTo(new Step.Asks<>(wait));
      wait.begin(() -> trail.add("settled"));
      wait.resume("value");
      waiter.answer(wait, wait.result());

      assertThat(waiter.result()).isEqualTo("value");
      assertThat(trail).containsExactly("begun", "settled");
    }
  }

  @Test
  void itIsSettledOnce() {
    Suspend<String> wait = begun(Suspend.of(self -> self.resume("first")));

    assertThatThrownBy(() -> wait.resume("second"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this Suspend is settled already");
    assertThatThrownBy(() -> wait.fail(new Error())).isInstanceOf(IllegalStateException.class);
    assertThat(wait.result()).isEqualTo("first");
    assertThat(wait.result()).isEqualTo("first");
    assertThat(trail).containsExactly("settled");
  }

  @Test
  void aFailureIsThrownByItsResult() {
    Suspend<String> wait = begun(Suspend.of(self -> {}));
    wait.fail(new IllegalArgumentException("bad"));

    assertThatThrownBy(wait::result).isInstanceOf(IllegalArgumentException.class).hasMessage("bad");
  }

  @Test
  void whatItsStartFailsWithIsItsFailureToo() {
    Suspend<String> wait =
        begun(
            Suspend.of(self -> {
              throw new IllegalArgumentException("bad");
            }));

    assertThatThrownBy(wait::result).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anErrorOfItsStartGoesToTheDriver() {
    Suspend<String> wait =
        Suspend.of(self -> {
          throw new AssertionError("bad");
        });

    assertThatThrownBy(() -> wait.begin(() -> {})).isInstanceOf(AssertionError.class);
  }

  @Test
  void aTimeoutStopsTheWorkAndSettlesIt() {
    Suspend<String> wait =
        begun(Suspend.<String>of(self -> {}).within(SECOND, () -> trail.add("stopped")));
    assertThat(wait.timeout()).contains(SECOND);
    wait.timeOut();

    assertThatThrownBy(wait::result)
        .isInstanceOf(TimedOut.class)
        .hasMessage("nothing came within PT1S");
    assertThat(trail).containsExactly("stopped", "settled");
  }

  @Test
  void aTimeoutThatComesTooLateIsNone() {
    Suspend<String> wait =
        begun(Suspend.<String>of(self -> {}).within(SECOND, () -> trail.add("stopped")));
    wait.resume("in time");
    wait.timeOut();

    assertThat(wait.result()).isEqualTo("in time");
    assertThat(trail).containsExactly("settled");
  }

  @Test
  void aFailureInStoppingTheWorkIsLoggedAndItTimedOutAllTheSame() {
    Suspend<String> wait =
        begun(
            Suspend.<String>of(self -> {})
                .within(
                    SECOND,
                    () -> {
                      throw new IllegalStateException("stubborn");
                    }));
    wait.timeOut();

    assertThatThrownBy(wait::result).isInstanceOf(TimedOut.class);
    assertThat(LoggedFailures.take()).hasSize(1);
  }

  @Test
  void stoppingTheWorkMaySettleIt() {
    List<Suspend<String>> wait = new ArrayList<>();
    wait.add(
        begun(
            Suspend.<String>of(self -> {})
                .within(SECOND, () -> wait.getFirst().resume("what there was"))));
    wait.getFirst().timeOut();

    assertThat(wait.getFirst().result()).isEqualTo("what there was");
  }

  @Test
  void aNegativeTimeoutIsRefused() {
    assertThatThrownBy(() -> Suspend.of(self -> {}).within(SECOND.negated(), () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thereIsNoResultBeforeItIsSettled() {
    assertThatThrownBy(begun(Suspend.of(self -> {}))::result)
        .isInstanceOf(IllegalStateException.class);
  }

  private Suspend<String> begun(Suspend<String> wait) {
    wait.begin(() -> trail.add("settled"));
    return wait;
  }
}
