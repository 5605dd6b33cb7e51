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
    assertThat(connections(1, 1024).total()).isEqualTo(1024 - 128);
    assertThat(connections(1, 4096).total()).isEqualTo(4096 - 512);
    assertThat(connections(2, 1024).perAddress()).isEqualTo(448);
    assertThat(connections(1, 100).total()).isEqualTo(1);
    assertThat(connections(1, Integer.MAX_VALUE)).isEqualTo(WHOLE);
  }

  private static Limits.Connections connections(int workers, long descriptors) {
    return Site.limits(workers, descriptors).connections();
  }
}
