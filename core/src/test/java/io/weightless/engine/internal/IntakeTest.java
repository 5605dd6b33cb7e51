package io.weightless.engine.internal;

import static io.weightless.engine.internal.Intake.Answer.CLOSED;
import static io.weightless.engine.internal.Intake.Answer.FULL;
import static io.weightless.engine.internal.Intake.Answer.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What many threads do to one is proven in `check`.
class IntakeTest {
  private final List<String> trail = new ArrayList<>();
  private final Intake<String> intake = new Intake<>(2, () -> trail.add("woken"));

  private Intake.Entrant<String> admit(String value) {
    Intake.Entrant<String> entrant =
        new Intake.Entrant<>(value, taken -> trail.add(value + (taken ? " in" : " refused")));
    intake.admit(entrant);
    return entrant;
  }

  private String receive() {
    String value = intake.poll();
    if (value == null) {
      return "nothing";
    }
    intake.release();
    return value;
  }

  @Test
  void itTakesAsManyAsItHasPermitsAndNoMore() {
    assertThat(List.of(intake.offer("a"), intake.offer("b"), intake.offer("c")))
        .containsExactly(TAKEN, TAKEN, FULL);
    assertThat(List.of(receive(), receive(), receive())).containsExactly("a", "b", "nothing");
    assertThat(intake.offer("d")).isEqualTo(TAKEN);
  }

  @Test
  void aValueKeepsItsPermitUntilItIsReleased() {
    intake.offer("a");
    intake.offer("b");
    assertThat(intake.poll()).isEqualTo("a");
    assertThat(intake.offer("c")).isEqualTo(FULL);

    intake.release();
    assertThat(intake.offer("c")).isEqualTo(TAKEN);
  }

  @Test
  void whoWaitsComesInWhenThereIsRoomAndBeforeWhoComesLater() {
    intake.offer("a");
    intake.offer("b");
    admit("c");
    admit("d");
    assertThat(intake.waiting()).isEqualTo(2);
    assertThat(receive()).isEqualTo("a");
    assertThat(intake.offer("e")).isEqualTo(FULL);

    assertThat(List.of(receive(), receive(), receive(), receive()))
        .containsExactly("b", "c", "d", "nothing");
    assertThat(trail).containsExactly("c in", "d in");
  }

  @Test
  void whoNeedNotWaitIsInAtOnce() {
    admit("a");
    assertThat(trail).containsExactly("a in");
    assertThat(receive()).isEqualTo("a");
  }

  @Test
  void whoGivesUpLeavesNoTraceWhereverHeStood() {
    intake.offer("a");
    intake.offer("b");
    Intake.Entrant<String> first = admit("c");
    admit("d");
    Intake.Entrant<String> last = admit("e");
    assertThat(intake.withdraw(last)).isTrue();
    assertThat(intake.withdraw(first)).isTrue();
    assertThat(intake.withdraw(first)).isFalse();
    assertThat(intake.waiting()).isEqualTo(1);

    assertThat(List.of(receive(), receive(), receive(), receive()))
        .containsExactly("a", "b", "d", "nothing");
    assertThat(trail).containsExactly("d in");
    assertThat(intake.taken()).isZero();
  }

  @Test
  void whoIsInCannotGiveUp() {
    Intake.Entrant<String> entrant = admit("a");
    assertThat(intake.withdraw(entrant)).isFalse();
    assertThat(receive()).isEqualTo("a");
  }

  @Test
  void closingRefusesAllWhoWaitAndComeAndKeepsWhatIsIn() {
    intake.offer("a");
    intake.offer("b");
    admit("c");
    assertThat(intake.isOver()).isFalse();
    intake.close();
    intake.close();
    admit("d");

    assertThat(trail).containsExactly("c refused", "d refused");
    assertThat(intake.offer("e")).isEqualTo(CLOSED);
    assertThat(intake.isClosed()).isTrue();
    assertThat(intake.isOver()).isFalse();
    assertThat(List.of(receive(), receive(), receive())).containsExactly("a", "b", "nothing");
    assertThat(intake.isOver()).isTrue();
  }

  @Test
  void ofManyThatComeTheFirstWakesTheReceiverThatFellAsleep() {
    assertThat(intake.fallAsleep()).isTrue();
    intake.offer("a");
    intake.offer("b");
    assertThat(trail).containsExactly("woken");

    assertThat(intake.fallAsleep()).isFalse();
    receive();
    receive();
    intake.offer("c");
    assertThat(trail).hasSize(1);
  }

  @Test
  void theEndWakesTheReceiverThatFellAsleepAndNothingMoreDoes() {
    assertThat(intake.fallAsleep()).isTrue();
    intake.close();
    assertThat(trail).containsExactly("woken");
    assertThat(intake.fallAsleep()).isFalse();
  }
}
