package io.weightless.check.bench.fair;

import io.weightless.check.bench.server.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/// A connection that asks and asks, on one thread, and reads the answers as they come, on another.
final class Flood implements AutoCloseable {
  private static final byte[] REQUEST =
      Site.PLAINTEXT_REQUEST.getBytes(StandardCharsets.ISO_8859_1);
  private static final int REQUESTS_AT_ONCE = 1024;
  private static final int ANSWER_BYTES = 256 * 1024;

  private final SocketChannel channel;
  private final long answerBytes;
  private final AtomicLong read = new AtomicLong();
  private volatile boolean ended; // written by the reading thread

  private Flood(SocketChannel channel, long answerBytes) {
    this.channel = channel;
    this.answerBytes = answerBytes;
  }

  static Flood open(int port) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    Flood flood = new Flood(SocketChannel.open(address), Visitor.answerBytes(address));
    Thread.ofPlatform().daemon().name("flood").start(flood::ask);
    Thread.ofPlatform().daemon().name("answers").start(flood::read);
    return flood;
  }

  private void ask() {
    ByteBuffer requests = ByteBuffer.allocateDirect(REQUESTS_AT_ONCE * REQUEST.length);
    while (requests.hasRemaining()) {
      requests.put(REQUEST);
    }
    try {
      while (true) {
        requests.flip();
        while (requests.hasRemaining()) {
          channel.write(requests);
        }
      }
    } catch (IOException _) {
      // it was closed
    }
  }

  private void read() {
    ByteBuffer answers = ByteBuffer.allocateDirect(ANSWER_BYTES);
    try {
      for (int length = channel.read(answers); length >= 0; length = channel.read(answers)) {
        read.addAndGet(length);
        answers.clear();
      }
    } catch (IOException _) {
      // it was closed
    }
    ended = true;
  }

  /// How many have come so far.
  ///
  /// @throws IOException if the server has ended the connection: then it is no flood
  long answers() throws IOException {
    if (ended) {
      throw new IOException("the server closed the connection of the flood");
    }
    return read.get() / answerBytes;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
