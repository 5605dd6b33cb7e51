package io.weightless.check.bench.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.check.bench.harness.Children;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PingsTest {
  @Test
  void theyComeBackFromOurServerOnEachBackend() throws IOException, InterruptedException {
    try (Children children = Children.open()) {
      for (Launch launch : Launch.all().subList(0, 3)) {
        Process process = children.start(launch.command().in(children));
        try (EchoServer server = EchoServer.awaitReady(launch.name(), process);
            Pings pings = Pings.open(server.port(), 16)) {
          assertThat(pings.run(Duration.ofMillis(1))).isGreaterThanOrEqualTo(16);
        }
      }
    }
  }
}
