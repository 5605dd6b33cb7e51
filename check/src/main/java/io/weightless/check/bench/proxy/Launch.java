package io.weightless.check.bench.proxy;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Programs;
import io.weightless.check.bench.harness.Subject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How each proxy is started, to hand on what comes to a port of its own to `target`.
record Launch(String name, Way way) {
  private static final String HAPROXY = // with PLACEHOLDERS
      """
      global
        nbthread 1
        maxconn 4096
      defaults
        mode tcp
        option splice-auto
        timeout connect 5s
        timeout client 1h
        timeout server 1h
      listen proxy
        bind 127.0.0.1:PORT
        server source 127.0.0.1:TARGET
      """;

  /// The command that listens on `port`.
  interface Way {
    List<String> command(int port, Children children) throws IOException;
  }

  /// Ours first, on each backend.
  static List<Launch> all(int target) {
    return List.of(
        new Launch(Subject.OURS, (port, _) -> ours(port, target, List.of())),
        new Launch(
            "weightless-epoll", (port, _) -> ours(port, target, List.of("--backend", "epoll"))),
        new Launch("weightless-nio", (port, _) -> ours(port, target, List.of("--backend", "nio"))),
        new Launch("haproxy", (port, children) -> haproxy(port, target, children)),
        new Launch("socat", (port, _) -> socat(port, target)));
  }

  /// Starts it, or says in the exception why it can't be had here.
  Relay start(Children children) throws IOException, InterruptedException {
    int port = freePort();
    var command = new ProcessBuilder(way.command(port, children));
    command.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return Relay.awaitReady(name, children.start(command), port);
  }

  /// As any user starts it; `weightless.home` is where the repository is, if not here.
  private static List<String> ours(int port, int target, List<String> options) throws IOException {
    Path script = Path.of(System.getProperty("weightless.home", "."), "weightless");
    if (!Files.isExecutable(script)) {
      throw new IOException("no ./weightless here");
    }
    var command = new ArrayList<>(List.of(script.toString(), "proxy", "--quiet"));
    command.addAll(options);
    command.addAll(List.of("127.0.0.1:" + port, "127.0.0.1:" + target));
    return command;
  }

  private static List<String> haproxy(int port, int target, Children children) throws IOException {
    checkInstalled("haproxy");
    Path file = Files.createTempFile("haproxy", ".cfg");
    children.afterwards(() -> delete(file));
    Files.writeString(
        file, HAPROXY.replace("PORT", "" + port).replace("TARGET", Integer.toString(target)));
    return List.of("haproxy", "-db", "-f", file.toString());
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // it is temporary anyway
    }
  }

  /// One process for each connection; its buffer as large as our pipes.
  private static List<String> socat(int port, int target) throws IOException {
    checkInstalled("socat");
    return List.of(
        "socat",
        "-b262144",
        "TCP-LISTEN:" + port + ",bind=127.0.0.1,fork,reuseaddr",
        "TCP:127.0.0.1:" + target);
  }

  private static void checkInstalled(String program) throws IOException {
    if (!Programs.isInstalled(program)) {
      throw new IOException("it is not installed");
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
