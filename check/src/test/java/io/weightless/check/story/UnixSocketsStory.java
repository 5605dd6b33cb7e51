package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.net.UnixSockets;
import io.weightless.reactor.Reactor;
import io.weightless.testkit.Needs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Unix sockets between our programs and those of others.
class UnixSocketsStory {
  private static final Pattern READY = Pattern.compile("proxying 127\\.0\\.0\\.1:(\\d+) to .*");

  @TempDir Path folder;

  @Test
  @Needs("curl")
  void theProxyTakesCurlFromAUnixSocketToTheServerAndBackOntoOne() throws IOException {
    Files.writeString(folder.resolve("page.txt"), "over a Unix socket");
    String socket = "unix:" + folder.resolve("app.sock");
    try (Served server = Served.directory(folder, "--quiet");
        Program behind =
            Program.weightless("proxy", "--quiet", socket, "127.0.0.1:" + server.port())) {
      behind.awaitLine("proxying unix:.* to .*");
      assertThat(curl("--unix-socket", folder.resolve("app.sock").toString(), "http://a/page.txt"))
          .isEqualTo("over a Unix socket");

      try (Program before = Program.weightless("proxy", "--quiet", "127.0.0.1:0", socket)) {
        Matcher ready = READY.matcher(before.awaitLine(READY.pattern()));
        assertThat(ready.matches()).isTrue();
        assertThat(curl("http://127.0.0.1:" + ready.group(1) + "/page.txt"))
            .isEqualTo("over a Unix socket");
      }
      behind.terminate();
      assertThat(behind.exit()).isZero();
    }
    assertThat(folder.resolve("app.sock")).doesNotExist();
  }

  private static String curl(String... arguments) {
    String[] command = new String[arguments.length + 2];
    command[0] = "curl";
    command[1] = "-sS";
    System.arraycopy(arguments, 0, command, 2, arguments.length);
    try (Program curl = Program.start(command)) {
      assertThat(curl.exit()).as(curl.toString()).isZero();
      return curl.out();
    }
  }

  /// Tells its number over the connection that it was passed.
  private static final String WORKER =
      """
      import os, socket, sys
      door = socket.socket(socket.AF_UNIX)
      door.connect(sys.argv[1])
      _, passed, _, _ = socket.recv_fds(door, 1, 1)
      client = socket.socket(fileno=passed[0])
      client.sendall(b'this is process %d' % os.getpid())
      client.close()
      """;

  @Test
  @Needs("python3")
  void aConnectionIsPassedToAProcessThatTheSystemVouchesFor() throws IOException {
    Path socket = folder.resolve("door.sock");
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> {
        Network network = Reactor.current().service(Network.class);
        try (Listener door = network.listen(Address.parse("unix:" + socket));
            Listener tcp = network.listen(new Address("127.0.0.1", 0));
            Program _ = Program.start("python3", "-c", WORKER, socket.toString());
            Stream worker = door.accept();
            Stream client = network.connect(tcp.address())) {
          int pid = UnixSockets.peerOf(worker).pid();
          try (Stream accepted = tcp.accept()) {
            UnixSockets.pass(worker, accepted);
          }
          assertThat(readAll(client)).isEqualTo("this is process " + pid);
        }
      });
    }
  }

  private static String readAll(Stream stream) throws IOException {
    StringBuilder all = new StringBuilder();
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      all.append(UTF_8.decode(part));
    }
    return all.toString();
  }
}
