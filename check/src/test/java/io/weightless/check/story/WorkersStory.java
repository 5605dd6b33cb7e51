package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two workers on one port, of a server that a user started. Which of them gets a connection is the
/// kernel's throw of a die; that one gets all of so many is not to come.
class WorkersStory {
  private static final int CLIENTS = 32;
  private static final int SIZE = 16 << 20; // more than sockets buffer

  @TempDir Path site;

  @Test
  void bothListenOnThePortThatWasPickedAndBothServe() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "no /proc here");
    try (Served server = Served.directory(site, "--demo", "--quiet", "--workers", "2")) {
      assertThat(server.program.err()).containsPattern("\\((uring|epoll|nio), 2 workers\\)\n$");
      assertThat(listenersOn(server.port())).isEqualTo(2);

      Map<String, Long> before = switches(server.program.vitals().pid());
      try (Clients clients = new Clients(server)) {
        clients.ask("/plaintext");
        for (Socket client : clients.sockets) {
          assertThat(new String(client.getInputStream().readNBytes(15), US_ASCII))
              .isEqualTo("HTTP/1.1 200 OK");
        }
      }

      assertThat(before).containsOnlyKeys("worker-1", "worker-2");
      awaitMoreThan(before, server);
    }
  }

  @Test
  void sigtermLetsTheDownloadsOfBothFinishAndExitsWithZero() throws IOException {
    Files.write(site.resolve("big"), new byte[SIZE]);
    try (Served server = Served.directory(site, "--quiet", "--workers", "2");
        Clients clients = new Clients(server)) {
      clients.ask("/big");
      for (Socket client : clients.sockets) {
        client.getInputStream().readNBytes(4096);
      }

      server.program.terminate();
      server.program.awaitLine("draining " + CLIENTS + " connections, at most 30 s");
      for (Socket client : clients.sockets) {
        InputStream in = client.getInputStream();
        assertThat(in.transferTo(OutputStream.nullOutputStream())).isGreaterThan(SIZE - 4096);
      }

      assertThat(server.program.exit()).isZero();
      assertThat(server.program.err().lines()).hasSize(2);
    }
  }

  @Test
  void sigtermEndsIdleWorkersAtOnceWithZero() {
    try (Served server = Served.directory(site, "--workers", "3")) {
      server.program.terminate();

      assertThat(server.program.exit()).isZero();
      assertThat(server.program.err().lines()).hasSize(1);
    }
  }

  /// Many connections to one server.
  private static final class Clients implements AutoCloseable {
    final List<Socket> sockets = new ArrayList<>();

    Clients(Served server) throws IOException {
      for (int i = 0; i < CLIENTS; i++) {
        sockets.add(new Socket("127.0.0.1", server.port()));
      }
    }

    void ask(String path) throws IOException {
      for (Socket socket : sockets) {
        String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(US_ASCII));
      }
    }

    @Override
    public void close() throws IOException {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  /// The sockets in state LISTEN, which is 0A.
  private static long listenersOn(int port) throws IOException {
    String local = "0100007F:%04X".formatted(port);
    return Files.readAllLines(Path.of("/proc/net/tcp")).stream()
        .map(line -> line.strip().split(" +"))
        .filter(fields -> fields[1].equals(local) && fields[3].equals("0A"))
        .count();
  }

  /// How often each worker's thread gave up the processor.
  private static Map<String, Long> switches(long pid) throws IOException {
    Map<String, Long> switches = new TreeMap<>();
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      for (Path thread : threads.toList()) {
        String name = Files.readString(thread.resolve("comm")).strip();
        if (name.startsWith("worker-")) {
          switches.put(name, voluntary(thread));
        }
      }
    }
    return switches;
  }

  /// One that served waits again afterwards; an idle one never stirs.
  private static void awaitMoreThan(Map<String, Long> before, Served server) throws IOException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < 20_000_000_000L) {
      Map<String, Long> now = switches(server.program.vitals().pid());
      if (now.entrySet().stream().allMatch(e -> e.getValue() > before.get(e.getKey()))) {
        return;
      }
      LockSupport.parkNanos(5_000_000); // it is another process: nothing here could wake us
    }
    throw new AssertionError(before + " and then " + switches(server.program.vitals().pid()));
  }

  private static long voluntary(Path thread) throws IOException {
    return Files.readAllLines(thread.resolve("status")).stream()
        .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
