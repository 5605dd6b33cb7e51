package io.weightless.tool.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weightless.inspect.SeenTask;
import io.weightless.inspect.Snapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RatesTest {
  private final Snapshot one = Pictures.shopAlone(1);
  private final Snapshot three = Pictures.shopAlone(3);
  private final SeenTask packer = three.tasks().get(3);

  @Test
  void theyArePerSecond() {
    Rates rates = Rates.between(one, three);

    assertThat(rates.turns()).isEqualTo(1_234);
    assertThat(rates.turns(packer)).isEqualTo(40);
    assertThat(rates.held(packer)).isEqualTo(0.415, within(1e-9));
    assertThat(rates.in("channel 7")).isEqualTo(2_000);
    assertThat(rates.out("channel 7")).isEqualTo(1_500);
    assertThat(rates.in("'in' of Shop/Packer")).as("nothing goes through").isZero();
  }

  @Test
  void ofOneSnapshotNothingIsKnown() {
    Rates rates = Rates.between(null, one);

    assertThat(List.of(rates.turns(), rates.held(packer), rates.turns(packer)))
        .containsOnly(Double.NaN);
    assertThat(rates.in("channel 7")).isNaN();
  }

  @Test
  void ofAProgramThatWasStartedAnewNothingIsKnown() {
    assertThat(Rates.between(three, one).turns()).isNaN();
    assertThat(Rates.between(three, three).turns()).as("no time has passed").isNaN();
    Snapshot anew =
        new Snapshot(
            three.atNanos() + 1,
            one.loop(),
            one.tasks(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThat(Rates.between(three, anew).turns()).as("fewer turns than before").isNaN();
  }

  @Test
  void aTaskThatIsNewHasDoneAllOfItSince() {
    SeenTask young = Pictures.task(99, 0, -1, "young", null, 10, 0.1, 3);

    assertThat(Rates.between(one, three).turns(young)).isEqualTo(15, within(1e-9));
  }

  @Test
  void whereCountingBeganAnewNoRateIsBelowNothing() {
    SeenTask counted = Pictures.task(4, 0, -1, "packer", null, 10, 0.1, 1);

    assertThat(Rates.between(one, three).turns(counted)).isEqualTo(5);
    assertThat(Rates.between(one, three).held(counted)).isEqualTo(0.05, within(1e-9));
  }
}
