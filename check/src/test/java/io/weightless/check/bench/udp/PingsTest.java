package io.weightless.check.bench.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.check.bench.harness.Children;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class PingsTest {
  @Test
  void theyComeBackFromOurServerOnEachBackend() throws IOException, InterruptedException {
    try (Children children = Children.open()) {
      for (Launch launch : Launch.all().subList(0, 3)) {
        Process process = children.start(launch.command().in(children));
        try (EchoServer server = EchoServer.awaitReady(launch.name(), process);
            Pings pings = Pings.open(server.port(), 16)) {
          int came = pings.round();
          while (came < 16) {
            came += pings.round();
          }
          assertThat(came).isGreaterThanOrEqualTo(16);
        }
      }
    }
  }
}
