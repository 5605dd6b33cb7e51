package io.weightless.check.bench.idle;

import io.weightless.check.bench.harness.ParentWatch;
import io.weightless.check.bench.server.Site;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// The client: `PORT COUNT`. It connects, asks once on each connection, and then holds them all.
final class CrowdProgram {
  static final String ANSWERED = "answered";

  private static final int ADDRESSES = 8; // 127.0.0.2 and the next ones: each has its own ports
  private static final byte[] REQUEST =
      Site.PLAINTEXT_REQUEST.getBytes(StandardCharsets.ISO_8859_1);

  private CrowdProgram() {}

  static void main(String[] arguments) throws IOException, InterruptedException {
    ParentWatch.start();
    InetAddress server = InetAddress.getLoopbackAddress();
    var target = new InetSocketAddress(server, Integer.parseInt(arguments[0]));
    int count = Integer.parseInt(arguments[1]);
    List<Socket> held = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Socket socket = connect(InetAddress.ofLiteral("127.0.0." + (2 + i % ADDRESSES)), target);
      held.add(socket);
      ask(socket);
    }
    System.out.println(ANSWERED);
    new CountDownLatch(1).await();
    held.forEach(Socket::isClosed);
  }

  /// Reset in the end, so that its port is free at once.
  private static Socket connect(InetAddress from, InetSocketAddress target) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(from, 0));
    socket.setSoLinger(true, 0);
    socket.connect(target);
    return socket;
  }

  private static void ask(Socket socket) throws IOException {
    socket.getOutputStream().write(REQUEST);
    InputStream in = socket.getInputStream();
    StringBuilder answer = new StringBuilder();
    byte[] part = new byte[1024];
    while (!answer.toString().endsWith(Site.PLAINTEXT)) {
      int length = in.read(part);
      if (length < 0) {
        throw new IOException("closed after " + answer);
      }
      answer.append(new String(part, 0, length, StandardCharsets.ISO_8859_1));
    }
  }
}
