package io.weightless.check.bench.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ThreadLimitTest {

  @Test
  void threeQuartersOfALimitAreTaken() {
    assertThat(ThreadLimit.share("32768", 1)).isEqualTo(24_576);
    assertThat(ThreadLimit.share("65530", 2)).isEqualTo(24_573);
  }

  @Test
  void noLimitAndOneBeyondAllNumbersAreTheSame() {
    assertThat(ThreadLimit.share("max", 1)).isEqualTo(Integer.MAX_VALUE);
    assertThat(ThreadLimit.share("9223372036854775807", 1)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void theKernelsLimitIsReadWhole() throws IOException {
    assertThat(ThreadLimit.here().threads()).isGreaterThan(100);
  }
}
