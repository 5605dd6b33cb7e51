package io.weightless.tool.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AmountsTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, <1ms",
    "PT0.012S, 12ms",
    "PT1.25S, 1.2s",
    "PT59.99S, 59.9s",
    "PT4M5S, 4m05s",
    "PT3H12M, 3h12m",
    "P5DT2H, 5d02h"
  })
  void aTimeHasItsTwoGreatestUnits(Duration time, String text) {
    assertThat(Amounts.time(time.toNanos())).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.5, 0.5",
    "9.94, 9.9",
    "9.96, 10",
    "12345, '12,345'",
    "99999, '99,999'",
    "123456, 123k",
    "999499, 999k",
    "999999, 1.0M",
    "1234567, 1.2M"
  })
  void aRateHasSevenCharactersAtMost(double rate, String text) {
    assertThat(Amounts.rate(rate)).isEqualTo(text).hasSizeLessThanOrEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1.0 KiB", "1300000, 1.2 MiB", "2e9, 1.9 GiB"})
  void bytesAreTold(double bytes, String text) {
    assertThat(Amounts.bytes(bytes)).isEqualTo(text);
  }

  @Test
  void aShareThatIsNotNothingIsNotToldAsNothing() {
    assertThat(Amounts.share(0)).isEqualTo("0%");
    assertThat(Amounts.share(0.0001)).isEqualTo("<0.1%");
    assertThat(Amounts.share(0.1234)).isEqualTo("12.3%");
  }

  @Test
  void whatIsNotKnownIsNotTold() {
    assertThat(Amounts.share(Double.NaN)).isEmpty();
    assertThat(Amounts.rate(Double.NaN)).isEmpty();
    assertThat(Amounts.bytes(Double.NaN)).isEmpty();
  }
}
