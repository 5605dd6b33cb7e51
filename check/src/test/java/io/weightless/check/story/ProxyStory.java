package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.Needs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `weightless proxy` between real clients and servers.
class ProxyStory {
  private static final Pattern READY = Pattern.compile("proxying 127\\.0\\.0\\.1:(\\d+) to .*");
  private static final int SIZE = 32 << 20; // more than sockets and pipes take

  @TempDir Path folder;

  private static Program proxy(int target, String... options) {
    return Program.weightless(
        Stream.of(
                Stream.of("proxy"),
                Stream.of(options),
                Stream.of("127.0.0.1:0", "127.0.0.1:" + target))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private static int port(Program proxy) {
    Matcher ready = READY.matcher(proxy.awaitLine(READY.pattern()));
    assertThat(ready.matches()).isTrue();
    return Integer.parseInt(ready.group(1));
  }

  @Test
  @Needs("curl")
  void curlGetsThroughItWhatTheServerServesAndTheLogSaysHowMuch() throws IOException {
    byte[] content = new byte[SIZE];
    Arrays.fill(content, (byte) 'x');
    Files.write(folder.resolve("big.txt"), content);
    Path copy = folder.resolve("copy");
    try (Served server = Served.directory(folder, "--quiet");
        Program proxy = proxy(server.port(), "--tee", copy.toString())) {
      String url = "http://127.0.0.1:" + port(proxy) + "/big.txt";
      Path got = folder.resolve("got");
      try (Program curl = Program.start("curl", "-s", "-S", "-o", got.toString(), url)) {
        assertThat(curl.exit()).isZero();
      }

      assertThat(got).hasSameBinaryContentAs(folder.resolve("big.txt"));
      proxy.awaitLine(
          "\\S+ 127\\.0\\.0\\.1:\\d+ sent \\d+ received " + SIZE / 1000 + "\\d+ in .* s");
      assertThat(Files.readString(copy)).startsWith("GET /big.txt HTTP/1.1\r\n");
    }
  }

  @Test
  void anEndOfOneDirectionIsPassedOnAndTheOtherGoesOn() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Program proxy = proxy(server.getLocalPort());
        Socket client = new Socket("127.0.0.1", port(proxy));
        Socket served = server.accept()) {
      client.getOutputStream().write("question".getBytes(StandardCharsets.US_ASCII));
      client.shutdownOutput();
      assertThat(served.getInputStream().readAllBytes()).asString().isEqualTo("question");

      served.getOutputStream().write("answer".getBytes(StandardCharsets.US_ASCII));
      served.shutdownOutput();
      assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("answer");
      proxy.awaitLine(".* sent 8 received 6 in .*");
    }
  }

  @Test
  void aTargetThatRefusesIsAResetForTheClientAndALineInTheLog() throws IOException {
    int nobody;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = taken.getLocalPort();
    }
    try (Program proxy = proxy(nobody);
        Socket client = new Socket("127.0.0.1", port(proxy))) {
      int end;
      try {
        end = client.getInputStream().read();
      } catch (SocketException e) {
        end = -1;
      }
      assertThat(end).isEqualTo(-1);
      proxy.awaitLine(
          ".* sent 0 received 0 in .*: connect 127\\.0\\.0\\.1:\\d+: Connection refused");
    }
  }

  @Test
  void sigtermLetsAnOpenConnectionGoOnToItsEnd() throws IOException {
    Files.write(folder.resolve("big"), new byte[SIZE]);
    try (Served server = Served.directory(folder, "--quiet");
        Program proxy = proxy(server.port(), "--quiet");
        Socket client = new Socket("127.0.0.1", port(proxy))) {
      client
          .getOutputStream()
          .write(
              "GET /big HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = client.getInputStream();
      long before = in.readNBytes(4096).length;

      proxy.terminate();
      proxy.awaitLine("draining 1 connection, at most 30 s");
      long all = before + in.transferTo(OutputStream.nullOutputStream());
      client.shutdownOutput();

      assertThat(all).isGreaterThan(SIZE);
      assertThat(proxy.exit()).isZero();
      assertThat(proxy.out()).isEmpty();
    }
  }

  @Test
  void mistakesAreToldInOneLine() {
    for (String[] wrong :
        new String[][] {
          {"proxy", "127.0.0.1", "127.0.0.1:80"},
          {"proxy", "127.0.0.1:0", "127.0.0.1:99999"},
          {"proxy", "--connections", "0", "127.0.0.1:0", "127.0.0.1:80"},
          {"proxy", "--backend", "none", "127.0.0.1:0", "127.0.0.1:80"}
        }) {
      try (Program proxy = Program.weightless(wrong)) {
        assertThat(proxy.exit()).as(proxy.toString()).isEqualTo(2);
        assertThat(proxy.err()).hasLineCount(1).startsWith("weightless proxy: ");
      }
    }
  }
}
