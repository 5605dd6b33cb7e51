package io.weightless.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.testkit.FastEngine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnTest {
  private static final List<Object> TRAIL = new ArrayList<>();

  /// Who hands on inside a class initialiser, and to whom.
  private static final List<Turn> SIDES = new ArrayList<>();

  private final Loop loop = new Loop();
  private final List<Object> trail = new ArrayList<>();

  private Turn started(String name, Turn main) {
    Turn[] self = new Turn[1];
    self[0] =
        Turn.ofNew(
            name,
            Life.of(() -> {
              Object given = self[0].take();
              while (given != null) {
                trail.add(name + " has " + given);
                given = self[0].handTo(main, "from " + name, null);
              }
              main.give(name + " has ended", null);
            }),
            "its turn",
            null);
    return self[0];
  }

  @Test
  void turnsAreHandedOnWithValuesBeforeAllThatIsReady() {
    loop.start(
        "main",
        () -> {
          Turn main = Turn.ofCaller("its turn", null);
          Turn one = started("one", main);
          Turn two = started("two", main);
          trail.add(main.handTo(one, 1, null));
          trail.add(main.handTo(two, 2, null));
          trail.add(main.handTo(one, null, null));
          trail.add(main.handTo(two, null, null));
        });
    loop.start("other", () -> trail.add("other"));
    loop.drain();

    assertThat(trail)
        .containsExactly(
            "one has 1",
            "from one",
            "two has 2",
            "from two",
            "one has ended",
            "two has ended",
            "other");
  }

  @Test
  void aTurnMayBringAFailure() {
    loop.start(
        "main",
        () -> {
          Turn main = Turn.ofCaller("its turn", null);
          Turn failing =
              Turn.ofNew(
                  "failing",
                  Life.of(() -> main.give(null, new IllegalArgumentException("bad"))),
                  "its turn",
                  null);
          assertThatThrownBy(() -> main.handTo(failing, null, null)).hasMessage("bad");
          trail.add("thrown");
        });
    loop.drain();

    assertThat(trail).containsExactly("thrown");
  }

  @Test
  void aStrandThatHasPromisedNotToWaitHandsNothingOn() {
    loop.start(
        "main",
        () -> {
          Turn main = Turn.ofCaller("its turn", null);
          Turn one = started("one", main);
          Strand.current().hold(true);
          assertThatThrownBy(() -> main.handTo(one, 1, null)).isInstanceOf(Pinned.class);
          Strand.current().hold(false);
          assertThat(trail).isEmpty();
          trail.add(main.handTo(one, 2, null));
          trail.add(main.handTo(one, null, null));
        });
    loop.drain();

    assertThat(trail).containsExactly("one has 2", "from one", "one has ended");
  }

  @Test
  @FastEngine
  void oneThatCannotBeSetAsideTakesBackWhatItHandedOnAndMayHandOnElsewhere() {
    loop.start(
        "main",
        () -> {
          Turn main = Turn.ofCaller("its turn", null);
          Turn one = started("one", main);
          Turn two = started("two", main);
          SIDES.addAll(List.of(main, one));
          HandsOn.touch();
          trail.add(main.handTo(two, 2, null));
          trail.add(main.handTo(one, 1, null));
          trail.add(main.handTo(one, null, null));
          trail.add(main.handTo(two, null, null));
        });
    loop.drain();

    assertThat(TRAIL).containsExactly("refused");
    assertThat(trail)
        .containsExactly(
            "two has 2", "from two", "one has 1", "from one", "one has ended", "two has ended");
    assertThat(loop.carrier.strands().count()).isZero();
  }

  private static final class HandsOn {
    static {
      try {
        SIDES.getFirst().handTo(SIDES.getLast(), "too early", null);
      } catch (Pinned refused) {
        TRAIL.add("refused");
      }
    }

    static void touch() {}
  }
}
