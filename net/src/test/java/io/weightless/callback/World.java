package io.weightless.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.net.internal.Backends;
import io.weightless.net.internal.Log;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A reactor with callbacks, whose steps a test takes by hand; its time is virtual. What the test
/// opens through it is closed with it.
final class World implements AutoCloseable {
  final VirtualClock clock = new VirtualClock();
  final Reactor reactor;
  final Callbacks callbacks;
  final List<String> trail = new ArrayList<>();
  private final List<Channel> opened = new ArrayList<>();

  World(String backend) throws Exception {
    reactor = Reactor.open(Backends.open(backend), clock, new SplittableRandom(1));
    Callbacks[] on = new Callbacks[1];
    in(() -> on[0] = Callbacks.on(reactor));
    callbacks = on[0];
  }

  /// Does `work` at the end of a step.
  void in(Callback work) throws Exception {
    Exception[] failure = new Exception[1];
    reactor.post(() -> {
      try {
        work.run();
      } catch (Exception e) {
        failure[0] = e;
      }
    });
    reactor.step();
    if (failure[0] != null) {
      throw failure[0];
    }
  }

  void steps(int count) {
    for (int i = 0; i < count; i++) {
      reactor.step();
    }
  }

  Callback marks(String mark) {
    return () -> trail.add(mark);
  }

  /// What was marked until now; it is forgotten.
  List<String> taken() {
    List<String> taken = List.copyOf(trail);
    trail.clear();
    return taken;
  }

  /// Two ends of a connection; the first does not block.
  record Pair(SocketChannel near, SocketChannel far) {
    /// The near end can read then.
    void send(String text) throws IOException {
      far.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    String receive() throws IOException {
      return read(far);
    }
  }

  Pair pair() throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      SocketChannel near = opened(SocketChannel.open(server.getLocalAddress()));
      SocketChannel far = opened(server.accept());
      near.configureBlocking(false);
      return new Pair(near, far);
    }
  }

  /// A channel that has something to read for as long as nobody reads it.
  SocketChannel readable() throws IOException {
    Pair pair = pair();
    pair.send("x");
    return pair.near();
  }

  Pipe pipe() throws IOException {
    Pipe pipe = Pipe.open();
    opened(pipe.source()).configureBlocking(false);
    opened(pipe.sink()).configureBlocking(false);
    return pipe;
  }

  <C extends SelectableChannel> C opened(C channel) {
    opened.add(channel);
    return channel;
  }

  /// What is there now.
  static String read(ReadableByteChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1_000);
    channel.read(buffer);
    return UTF_8.decode(buffer.flip()).toString();
  }

  @Override
  public void close() throws IOException {
    try (Log _ = new Log("io.weightless.callback")) {
      reactor.close();
    }
    for (Channel channel : opened) {
      channel.close();
    }
  }
}
