package io.weightless.check.bench.idle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdleBenchmarkTest {

  @Test
  void thereAreAsManyConnectionsAsTheDescriptorsAllow() {
    assertThat(IdleBenchmark.connections(1024)).isEqualTo(412);
    assertThat(IdleBenchmark.connections(20_000)).isEqualTo(9_900);
  }

  @Test
  void thereAreNeverMoreThanOursServesNorNone() {
    assertThat(IdleBenchmark.connections(Long.MAX_VALUE)).isEqualTo(10_000);
    assertThat(IdleBenchmark.connections(100)).isEqualTo(1);
  }
}
