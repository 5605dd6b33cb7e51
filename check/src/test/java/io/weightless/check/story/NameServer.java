package io.weightless.check.story;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// A dnsmasq of this story's own, which knows a zone and asks nobody.
final class NameServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final int port;
  private final Program program;

  /// @param zone its options, as `--txt-record=a.test,text`
  NameServer(String... zone) throws IOException {
    port = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                "dnsmasq",
                "--conf-file=/dev/null",
                "--no-resolv",
                "--no-hosts",
                "--no-daemon",
                "--bind-interfaces",
                "--listen-address=" + HOST,
                "--port=" + port,
                "--local=/test/",
                "--log-queries",
                "--log-facility=-"));
    command.addAll(List.of(zone));
    program = Program.start(command.toArray(String[]::new));
    awaitStart();
  }

  private void awaitStart() {
    try {
      program.awaitLine(".*: started, .*");
    } catch (AssertionError e) {
      program.close(); // nobody else will
      throw e;
    }
  }

  /// Free for datagrams as well as for streams, just now.
  private static int freePort() throws IOException {
    InetAddress here = InetAddress.ofLiteral(HOST);
    while (true) {
      try (DatagramSocket datagrams = new DatagramSocket(0, here);
          ServerSocket _ = new ServerSocket(datagrams.getLocalPort(), 1, here)) {
        return datagrams.getLocalPort();
      } catch (BindException _) {
        // somebody's connection begins there
      }
    }
  }

  int port() {
    return port;
  }

  /// How often it was asked `query`, as it says itself: `query[A] a.test`.
  long queries(String query) {
    return program.err().lines().filter(line -> line.contains(query + " from ")).count();
  }

  @Override
  public void close() {
    program.close();
  }
}
