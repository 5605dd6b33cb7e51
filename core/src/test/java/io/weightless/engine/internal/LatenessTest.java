package io.weightless.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatenessTest {
  private final Loop loop = new Loop();
  private final Lateness lateness = loop.carrier.lateness;
  private final List<String> late = new ArrayList<>();
  private final List<Long> nanos = new ArrayList<>();

  LatenessTest() {
    lateness.listen((who, duration, stack) -> {
      late.add(who);
      nanos.add(duration);
    });
  }

  @Test
  void aTurnThatWasNoticedIsMeasuredWhenItIsOver() {
    long since = System.nanoTime();
    loop.carrier.post(() -> {
      lateness.notice(overdue("hog", loop.carrier.turns(), since, since));
      assertThat(late).isEmpty();
    });
    loop.drain();

    assertThat(late).containsExactly("hog");
    assertThat(nanos.getFirst()).isPositive().isLessThanOrEqualTo(System.nanoTime() - since);
  }

  @Test
  void aStrandsTurnIsMeasuredToo() {
    loop.start(
        "hog",
        () -> {
          lateness.notice(overdue("hog", loop.carrier.turns(), 0, 0));
          Suspension.yield();
          late.add("next turn");
        });
    loop.drain();

    assertThat(late).containsExactly("hog", "next turn");
  }

  @Test
  void aTurnThatEndedBeforeItsNoticeCameLastedUntilItWasSeen() {
    loop.carrier.post(() -> {});
    loop.drain();
    lateness.notice(overdue("hog", loop.carrier.turns(), 1_000, 1_700));
    loop.carrier.post(() -> {});
    loop.drain();

    assertThat(nanos).containsExactly(700L);
  }

  @Test
  void aTurnThatFailedIsMeasured() {
    loop.carrier.failures().owner((who, failure) -> late.add(failure.getMessage()));
    loop.carrier.post(() -> {
      lateness.notice(overdue("hog", loop.carrier.turns(), 0, 0));
      throw new IllegalStateException("failed");
    });
    loop.drain();

    assertThat(late).containsExactly("hog", "failed");
  }

  private static Lateness.Overdue overdue(String who, long turn, long since, long until) {
    return new Lateness.Overdue(turn, who, List.of(), since, until);
  }
}
