package io.weightless.check.bench.fair;

import io.weightless.check.bench.harness.ParentWatch;
import io.weightless.check.bench.server.Site;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A server as the JDK alone makes one: blocking code, a virtual thread for each connection.
///
/// It answers everything with the text, and sends when it has read all that is there.
final class BlockingServer implements AutoCloseable {
  private static final int BACKLOG = 4096;
  private static final byte[] ANSWER =
      ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
              + Site.PLAINTEXT.length()
              + "\r\n\r\n"
              + Site.PLAINTEXT)
          .getBytes(StandardCharsets.ISO_8859_1);

  private final ServerSocket server;

  BlockingServer() throws IOException {
    server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
  }

  static void main() throws IOException {
    ParentWatch.start();
    try (BlockingServer server = new BlockingServer()) {
      System.out.println("serving on http://127.0.0.1:" + server.port());
      server.acceptAll();
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /// Until it is closed.
  void acceptAll() throws IOException {
    while (!server.isClosed()) {
      Socket client = server.accept();
      client.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> serve(client));
    }
  }

  private static void serve(Socket client) {
    try (client;
        var in = new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1);
        var lines = new BufferedReader(in);
        var out = new BufferedOutputStream(client.getOutputStream())) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          out.write(ANSWER);
          if (!lines.ready()) {
            out.flush();
          }
        }
      }
    } catch (IOException _) {
      // the client is gone
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
