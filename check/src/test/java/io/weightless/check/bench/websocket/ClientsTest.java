package io.weightless.check.bench.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.server.Launch;
import io.weightless.check.bench.server.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClientsTest {
  private static final int COUNT = 5;

  static List<Launch> launches() {
    return WebSocketBenchmark.onTheJvm();
  }

  @ParameterizedTest
  @MethodSource("launches")
  void eachServerOnTheJvmSendsBackAndToAll(Launch launch) throws Exception {
    try (Children children = Children.open();
        Server server = launch.start(children)) {
      for (int bytes : List.of(16, 16 * 1024)) {
        try (Clients clients = Clients.connect(server.port(), Talk.ECHO, COUNT, bytes)) {
          assertThat(clients.echo(Duration.ZERO)).isEqualTo(COUNT);
        }
        try (Clients clients = Clients.connect(server.port(), Talk.ROOM, COUNT, bytes)) {
          assertThat(clients.broadcast(Duration.ZERO)).isEqualTo(COUNT);
        }
      }
    }
  }

  @Test
  void whereThereIsNoWebSocketTheyFail() throws Exception {
    try (Children children = Children.open();
        Server server = launches().getFirst().start(children)) {
      assertThatThrownBy(() -> Clients.connect(server.port(), "/elsewhere", 1, 16))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("404");
    }
  }
}
