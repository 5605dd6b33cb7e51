package io.weightless.check.bench.websocket;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// How a client connects: the handshake of RFC 6455, section 1.3, and a ping, which is answered
/// when the server is ready for messages.
final class Opening {
  private static final String REQUEST = // with PATH
      """
      GET PATH HTTP/1.1\r
      Host: localhost\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      \r
      """;
  private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
  private static final String END = "\r\n\r\n";
  private static final int MOST_BYTES = 4096;
  private static final int ADDRESSES = 8; // 127.0.0.2 and the next ones: each has its own ports

  private Opening() {}

  /// Connects to a server on loopback; closed, the connection is reset.
  ///
  /// @param number of the client, which decides from where it connects
  static SocketChannel connect(int number, int port, String path) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      InetAddress from = InetAddress.ofLiteral("127.0.0." + (2 + number % ADDRESSES));
      channel.bind(new InetSocketAddress(from, 0));
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      shakeHands(channel, path);
      ping(channel);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void shakeHands(SocketChannel channel, String path) throws IOException {
    channel.write(StandardCharsets.ISO_8859_1.encode(REQUEST.replace("PATH", path)));
    ByteBuffer head = ByteBuffer.allocate(MOST_BYTES);
    String text = "";
    while (!text.contains(END)) {
      read(channel, head);
      text = new String(head.array(), 0, head.position(), StandardCharsets.ISO_8859_1);
    }
    if (!text.startsWith("HTTP/1.1 101 ") || !text.contains(ACCEPT)) {
      throw new IOException("no WebSocket at " + path + ": " + text.lines().findFirst());
    }
  }

  private static void ping(SocketChannel channel) throws IOException {
    channel.write(Frames.ping());
    ByteBuffer expected = Frames.pong();
    ByteBuffer pong = ByteBuffer.allocate(expected.remaining());
    while (pong.hasRemaining()) {
      read(channel, pong);
    }
    if (!pong.flip().equals(expected)) {
      throw new IOException("a ping was not answered by a pong");
    }
  }

  private static void read(SocketChannel channel, ByteBuffer target) throws IOException {
    if (channel.read(target) <= 0) {
      throw new EOFException("the server has hung up, or said too much");
    }
  }
}
