package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.client.HttpProxy;
import io.weightless.testkit.Needs;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our client through a proxy that Node is: what is plain as it is, TLS through a tunnel.
@Needs("node")
class ClientThroughNodeStory {
  /// Of `mies:secret`.
  private static final String SECRET = "Basic bWllczpzZWNyZXQ=";

  @TempDir Path work;

  private NodeServer proxy;

  @BeforeEach
  void serve() {
    proxy = NodeServer.start();
  }

  @AfterEach
  void end() {
    proxy.close();
  }

  private HttpProxy known() {
    return HttpProxy.at(proxy.authority()).as("mies", "secret");
  }

  @Test
  void whatIsPlainIsAskedOfTheProxy() throws Exception {
    try (NodeServer origin = NodeServer.start()) {
      Asking.through(
          known(),
          client -> {
            assertThat(Asking.get(client, origin.url("/hello"))).isEqualTo("200 hello\n");
            assertThat(Asking.post(client, origin.url("/echo"), "there")).isEqualTo("200 there");
            assertThat(Asking.get(client, proxy.url("/hello"))).isEqualTo("200 hello\n");
            assertThat(client.connections()).isEqualTo(1);
          });
      assertThat(proxy.program.out())
          .contains("GET " + origin.url("/hello") + " " + SECRET)
          .contains("POST " + origin.url("/echo") + " " + SECRET);
    }
  }

  @Test
  void tlsGoesThroughATunnelThatIsUsedAgain() throws Exception {
    try (NodeServer origin = NodeServer.secure(work)) {
      Asking.through(
          known(),
          client -> {
            for (int i = 0; i < 5; i++) {
              assertThat(Asking.post(client, origin.url("/echo"), "there")).isEqualTo("200 there");
            }
            assertThat(client.connections()).isEqualTo(1);
          });
      assertThat(proxy.program.out().lines().filter(line -> line.startsWith("CONNECT ")))
          .containsExactly("CONNECT " + origin.authority() + " " + SECRET);
    }
  }

  @Test
  void aTunnelThatTheProxyRefusesIsAFailureThatSaysSo() throws Exception {
    Asking.through(
        known(),
        client -> {
          assertThatThrownBy(() -> Asking.get(client, "https://refused.test/"))
              .isInstanceOf(IOException.class)
              .hasMessageEndingWith(" does not connect to refused.test:443: 403 Forbidden");
          assertThat(client.connections()).isZero();
        });
  }
}
