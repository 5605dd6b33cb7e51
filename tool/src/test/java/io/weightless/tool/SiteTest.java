package io.weightless.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Limits;
import org.junit.jupiter.api.Test;

final class SiteTest {
  private static final Limits.Connections WHOLE = Limits.DEFAULT.connections();

  @Test
  void theWorkersShareWhatTheServerMayHave() {
    assertThat(connections(1, 1_000_000)).isEqualTo(WHOLE);
    assertThat(connections(3, 1_000_000).total()).isEqualTo(3_334);
    assertThat(connections(3, 1_000_000).bufferedBytes())
        .isEqualTo(Math.ceilDiv(WHOLE.bufferedBytes(), 3));
    assertThat(connections(1024, 1_000_000).total()).isEqualTo(10);
  }

  @Test
  void connectionsAreRefusedBeforeTheDescriptorsAreUsedUp() {
    assertThat(connections(1, 1024).total()).isEqualTo(464);
    assertThat(connections(1, 4096).total()).isEqualTo(2000);
    assertThat(connections(2, 1024).perAddress()).isEqualTo(232);
    assertThat(connections(1, 98).total()).isEqualTo(1);
    assertThat(connections(1, Integer.MAX_VALUE)).isEqualTo(WHOLE);
  }

  @Test
  void aQuarterOfTheMemoryMayHoldRequestsAndResponses() {
    assertThat(Site.limits(2, 1024, 4 << 20).connections().bufferedBytes()).isEqualTo(1 << 19);
  }

  private static Limits.Connections connections(int workers, long descriptors) {
    return Site.limits(workers, descriptors, 1L << 40).connections();
  }
}
