package io.weightless.check.bench.fair;

import io.weightless.check.bench.server.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// One connection that asks for the text.
final class Visitor implements AutoCloseable {
  private static final int ANSWER_BYTES = 4096; // at most
  private static final byte[] END = Site.PLAINTEXT.getBytes(StandardCharsets.ISO_8859_1);

  private final SocketChannel channel;
  private final ByteBuffer request = ByteBuffer.allocateDirect(Site.PLAINTEXT_REQUEST.length());
  private final ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER_BYTES);
  private boolean waits;
  private long asked;
  private long due;

  private Visitor(SocketChannel channel) {
    this.channel = channel;
    request.put(Site.PLAINTEXT_REQUEST.getBytes(StandardCharsets.ISO_8859_1));
  }

  static Visitor connect(InetSocketAddress address, Selector selector) throws IOException {
    Visitor visitor = new Visitor(SocketChannel.open(address));
    visitor.channel.configureBlocking(false);
    visitor.channel.register(selector, SelectionKey.OP_READ, visitor);
    return visitor;
  }

  /// How long one answer is.
  static long answerBytes(InetSocketAddress address) throws IOException {
    try (Visitor visitor = new Visitor(SocketChannel.open(address))) {
      visitor.ask();
      Latencies one = new Latencies();
      while (!visitor.readAnswer(one)) {
        // there is more to come
      }
      return visitor.answer.position();
    }
  }

  /// When it asks next.
  long due() {
    return due;
  }

  void pauseUntil(long time) {
    due = time;
  }

  void ask() throws IOException {
    request.flip();
    answer.clear();
    asked = System.nanoTime();
    waits = true;
    channel.write(request); // so little always fits
    if (request.hasRemaining()) {
      throw new IOException("a request did not fit into an empty socket");
    }
  }

  /// Whether the answer is complete.
  boolean readAnswer(Latencies latencies) {
    try {
      if (channel.read(answer) < 0) {
        throw new IOException("the server closed a connection");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!waits || !isComplete()) {
      return false;
    }
    waits = false;
    latencies.add(System.nanoTime() - asked);
    return true;
  }

  private boolean isComplete() {
    int start = answer.position() - END.length;
    return start >= 0 && answer.slice(start, END.length).equals(ByteBuffer.wrap(END));
  }

  /// Counts what it has waited so far.
  void giveUp(long now, Latencies latencies) {
    if (waits) {
      waits = false;
      latencies.add(now - asked);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
