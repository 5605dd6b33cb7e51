package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A program that is started for clients who are there already: systemd's socket activation.
class ActivationStory {
  private static String starter() throws URISyntaxException {
    return Path.of(ActivationStory.class.getResource("activate.py").toURI()).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"systemd:0", "systemd:web", "fd:3"})
  @Needs("python3")
  void whoConnectedBeforeTheProxyWasUpGetsThrough(String listen) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 3, InetAddress.ofLiteral("127.0.0.1"));
        Program parent =
            Program.start(
                "python3",
                starter(),
                Program.root().resolve("weightless").toString(),
                "proxy",
                "--quiet",
                listen,
                "127.0.0.1:" + server.getLocalPort())) {
      for (int i = 0; i < 3; i++) {
        echo(server);
      }

      assertThat(parent.exit()).as(parent.toString()).isZero();
      assertThat(parent.out())
          .contains("echo of client 0\n", "echo of client 1\n", "echo of client 2\n")
          .endsWith("exit 0\n");
    }
  }

  private static void echo(ServerSocket server) throws IOException {
    try (Socket client = server.accept()) {
      byte[] question = client.getInputStream().readAllBytes();
      client.getOutputStream().write("echo of ".getBytes(UTF_8));
      client.getOutputStream().write(question);
    }
  }

  @Test
  void withoutAParentThatPassesOneItSaysSoInOneLine() {
    try (Program proxy = Program.weightless("proxy", "systemd:0", "127.0.0.1:1")) {
      assertThat(proxy.exit()).isOne();
      assertThat(proxy.err())
          .contains(
              "listen on systemd:0: no socket was passed to this process: LISTEN_FDS is not set");
    }
  }
}
