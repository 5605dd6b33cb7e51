package io.weightless.check.bench.channel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void theValuesOfSeveralSendersMayMixInAnyWay() {
    var tally = new Tally(2);

    for (int value : new int[] {1, 0, 2, 4, 3, 5}) {
      tally.add(value);
    }

    assertThatCode(() -> tally.check(6)).doesNotThrowAnyException();
  }

  @Test
  void aValueTwiceOrOutOfTurnIsRefused() {
    var tally = new Tally(2);
    tally.add(0);

    for (int wrong : new int[] {0, 3, 4}) {
      assertThatIllegalStateException().isThrownBy(() -> tally.add(wrong));
    }
  }

  @Test
  void aMissingValueIsNoticed() {
    var tally = new Tally(1);
    tally.add(0);
    tally.add(1);

    assertThatIllegalStateException()
        .isThrownBy(() -> tally.check(3))
        .withMessage("2 values arrived and not 3; their sum is 1");
  }

  @Test
  void oneSenderLateForAnotherIsNoticed() {
    var tally = new Tally(2);
    tally.add(0);
    tally.add(2);

    assertThatIllegalStateException().isThrownBy(() -> tally.check(2));
  }
}
