package io.weightless.check.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {

  @Test
  void theMedianIsTheValueInTheMiddleWhateverTheOrder() {
    assertThat(Series.of(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2.0);
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertThat(Series.of(List.of(4.0, 1.0, 2.0, 100.0)).median()).isEqualTo(3.0);
  }

  @Test
  void theSpreadIsTheDistanceOfTheExtremesAsAPartOfTheMedian() {
    assertThat(Series.of(List.of(8.0, 10.0, 13.0)).spread()).isEqualTo(0.5);
  }

  @Test
  void oneValueHasNoSpread() {
    assertThat(Series.of(List.of(8.0)).spread()).isZero();
  }

  @Test
  void aMedianOfZeroHasNoSpread() {
    assertThat(Series.of(List.of(-1.0, 0.0, 1.0)).spread()).isZero();
  }

  @Test
  void noValueIsRefused() {
    assertThatThrownBy(() -> Series.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
