package io.weightless.check.bench.udp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;

/// The client: it keeps some datagrams on their way, and sends what was lost again.
///
/// It sends a whole window and waits until it is back, so that a server meets bursts; with a window
/// of one it meets each alone.
final class Pings implements AutoCloseable {
  private static final int BYTES = 64;

  /// After so long without an answer the rest of a window is lost.
  private static final long LOST_MILLIS = 100;

  private final DatagramChannel channel;
  private final Selector selector;
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES);
  private final int window;

  private Pings(DatagramChannel channel, Selector selector, int window) {
    this.channel = channel;
    this.selector = selector;
    this.window = window;
  }

  static Pings open(int port, int window) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.configureBlocking(false);
    Selector selector = Selector.open();
    channel.register(selector, SelectionKey.OP_READ);
    return new Pings(channel, selector, window);
  }

  /// @return how many came back in that time
  long run(Duration time) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    long came = 0;
    while (System.nanoTime() - end < 0) {
      came += round();
    }
    return came;
  }

  /// @return how many of a window came back
  int round() throws IOException {
    for (int i = 0; i < window; i++) {
      channel.write(bytes.clear());
    }
    return receive();
  }

  private int receive() throws IOException {
    int came = 0;
    while (came < window) {
      if (channel.read(bytes.clear()) > 0) {
        came++;
      } else if (selector.select(_ -> {}, LOST_MILLIS) == 0) {
        break;
      }
    }
    return came;
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}
