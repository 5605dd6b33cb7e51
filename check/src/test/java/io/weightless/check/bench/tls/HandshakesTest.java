package io.weightless.check.bench.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandshakesTest {

  @Test
  void fullOnesAreCounted() throws IOException {
    var counted =
        Handshakes.parse(
            List.of(
                "Collecting connection statistics for 2 seconds",
                "***",
                "",
                "3 connections in 0.91s; 1180.22 connections/user sec, bytes read 468",
                "3 connections in 2 real seconds, 156 bytes read per connection"));

    assertThat(counted).isEqualTo(new Handshakes(3, 0));
  }

  @Test
  void resumedOnesAreToldFromFullOnes() throws IOException {
    var counted =
        Handshakes.parse(
            List.of(
                "Now timing with session id reuse.",
                "starting",
                "rrr*r",
                "5 connections in 3 real seconds, 156 bytes read per connection"));

    assertThat(counted).isEqualTo(new Handshakes(5, 4));
  }

  @Test
  void thoseOfSeveralClientsAddUp() {
    assertThat(new Handshakes(5, 4).plus(new Handshakes(10, 8))).isEqualTo(new Handshakes(15, 12));
  }

  @Test
  void withoutACountWhatWasSaidIsTheFailure() {
    assertThatThrownBy(() -> Handshakes.parse(List.of("connect error", "ERROR")))
        .isInstanceOf(IOException.class)
        .hasMessage("openssl s_time failed: connect error ERROR");
  }
}
