package io.weightless.check.bench.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// Connections that read and forget, each on a thread of its own.
final class Drain implements AutoCloseable {
  private static final int BUFFER_BYTES = 256 * 1024;

  private final LongAdder count = new LongAdder();
  private final List<Socket> sockets = new ArrayList<>();

  private Drain() {}

  static Drain open(int port, int connections) throws IOException {
    Drain drain = new Drain();
    for (int i = 0; i < connections; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      drain.sockets.add(socket);
      Thread.ofPlatform().daemon().name("drain-" + i).start(() -> drain.read(socket));
    }
    return drain;
  }

  private void read(Socket socket) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = socket.getInputStream()) {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        count.add(length);
      }
    } catch (IOException _) {
      // it was closed
    }
  }

  /// How many bytes have come so far.
  long count() {
    return count.sum();
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
