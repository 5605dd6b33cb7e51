package io.weightless.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RelayTest {
  @Test
  void noMoreConnectionsThanThereAreDescriptorsForAtTheirWorst() {
    assertThat(Relay.limit(4096, 96 + 6 * 4096, false)).isEqualTo(4096);
    assertThat(Relay.limit(4096, 96 + 6 * 4096 - 1, false)).isEqualTo(4095);
    assertThat(Relay.limit(4096, 1024, false)).isEqualTo(154);
    assertThat(Relay.limit(4096, 1024, true)).as("with a tee").isEqualTo(116);
    assertThat(Relay.limit(100, 1024, false)).isEqualTo(100);
    assertThat(Relay.limit(4096, 20, true)).as("one at least").isOne();
  }
}
