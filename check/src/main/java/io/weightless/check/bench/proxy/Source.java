package io.weightless.check.bench.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Sends without end to whoever connects, each on a thread of its own.
final class Source implements AutoCloseable {
  private static final int PART_BYTES = 256 * 1024;
  private static final int BACKLOG = 64;

  private final ServerSocket server;

  Source() throws IOException {
    server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("source").start(this::acceptAll);
  }

  int port() {
    return server.getLocalPort();
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket client = server.accept();
        Thread.ofPlatform().daemon().name("source of one").start(() -> send(client));
      }
    } catch (IOException _) {
      // it was closed
    }
  }

  private static void send(Socket client) {
    byte[] part = new byte[PART_BYTES];
    try (client;
        OutputStream out = client.getOutputStream()) {
      while (true) {
        out.write(part);
      }
    } catch (IOException _) {
      // nobody wants more
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException _) {
      // then nobody comes either
    }
  }
}
