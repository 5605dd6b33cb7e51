package io.weightless.check.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.check.bench.server.Wrk.Sums;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrkTest {

  @Test
  void theLineOfSumsIsFoundInWhatWrkPrints() throws IOException {
    var sums =
        Sums.parse(List.of("Running 2s test", "sums 300000 45000000 2000000 1 2 3 4 5 930000"));

    assertThat(sums)
        .isEqualTo(
            new Sums(300_000, 45_000_000, 2_000_000, new Sums.Errors(1, 2, 3, 4, 5), 930_000));
    assertThat(sums.perSecond()).isEqualTo(150_000);
  }

  @Test
  void withoutSumsWhatWrkSaidIsTheFailure() {
    assertThatThrownBy(() -> Sums.parse(List.of("unable to connect to 127.0.0.1:1")))
        .isInstanceOf(IOException.class)
        .hasMessage("wrk failed: unable to connect to 127.0.0.1:1");
  }
}
