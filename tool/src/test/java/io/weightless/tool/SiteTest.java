package io.weightless.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Limits;
import org.junit.jupiter.api.Test;

final class SiteTest {
  @Test
  void theConnectionsOfAServerAreDividedAmongItsWorkers() {
    Limits whole = Limits.DEFAULT.withConnections(100);

    assertThat(Site.share(whole, 1)).isEqualTo(whole);
    assertThat(Site.share(whole, 3).connections()).isEqualTo(34);
    assertThat(Site.share(whole, 1024).connections()).isEqualTo(1);
  }
}
