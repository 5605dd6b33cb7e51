package io.weightless.check.bench.fair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void aPartIsTheLeastThatSoManyDidNotExceed() {
    Latencies latencies = new Latencies();
    LongStream.rangeClosed(1, 200).map(i -> 201 - i).forEach(i -> latencies.add(i * 1_000));

    assertThat(latencies.micros(0.5)).isEqualTo(100);
    assertThat(latencies.micros(0.99)).isEqualTo(198);
    assertThat(latencies.micros(1)).isEqualTo(200);
  }

  @Test
  void thereIsRoomForAnyNumber() {
    Latencies latencies = new Latencies();
    LongStream.range(0, 200_000).forEach(latencies::add);

    assertThat(latencies.count()).isEqualTo(200_000);
    assertThat(latencies.micros(1)).isEqualTo(199.999);
  }

  @Test
  void ofNoneNothingIsSaid() {
    assertThat(new Latencies().micros(0.5)).isNaN();
  }
}
