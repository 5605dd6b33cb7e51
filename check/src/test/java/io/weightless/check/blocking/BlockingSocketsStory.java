package io.weightless.check.blocking;

import static io.weightless.check.blocking.OneReactor.untilBlocked;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weightless.offload.Offload;
import io.weightless.testing.Trail;
import io.weightless.testkit.FastEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Sockets of the JDK, both ends in tasks of one reactor: had one of them held the loop, the other
/// would never come to its turn. How a cancellation ends them is in `JdkSocketsTest`.
@Timeout(60)
final class BlockingSocketsStory {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final Trail trail = new Trail();

  @Test
  @FastEngine
  void aServerAndItsClientsAreTasksOfOneReactor() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 50, HERE)) {
      OneReactor.run(scope -> {
        scope.start("server", () -> serve(server, 3));
        for (int i = 0; i < 3; i++) {
          scope.start("client", () -> trail.add(ask(server.getLocalSocketAddress(), "tea")));
        }
      });
    }

    trail.assertIs("tea?", "tea?", "tea?");
  }

  /// One customer after the other, line by line, as the books have it.
  private static void serve(ServerSocket server, int customers) throws IOException {
    for (int i = 0; i < customers; i++) {
      try (Socket customer = server.accept();
          BufferedReader in = reader(customer);
          PrintWriter out = new PrintWriter(customer.getOutputStream(), true, US_ASCII)) {
        out.println(in.readLine() + "?");
      }
    }
  }

  private static String ask(SocketAddress server, String what) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(server);
      new PrintWriter(socket.getOutputStream(), true, US_ASCII).println(what);
      return reader(socket).readLine();
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(new java.io.InputStreamReader(socket.getInputStream(), US_ASCII));
  }

  /// More than all the buffers between them take.
  @Test
  @FastEngine
  void aWriterWaitsForTheReaderOfTheSameReactor() throws IOException {
    byte[] much = new byte[16_000_000];
    try (ServerSocket server = new ServerSocket(0, 50, HERE);
        Socket near = new Socket(HERE, server.getLocalPort());
        Socket far = server.accept()) {
      OneReactor.run(scope -> {
        scope.start("writes", () -> writeAll(near, much));
        untilBlocked("writes");
        trail.add("the loop goes on");
        trail.add(far.getInputStream().readAllBytes().length);
      });
    }

    trail.assertIs("the loop goes on", much.length);
  }

  private static void writeAll(Socket socket, byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.shutdownOutput();
  }

  @Test
  @FastEngine
  void datagramsGoFromTaskToTask() throws IOException {
    try (DatagramSocket receiver = new DatagramSocket(new InetSocketAddress(HERE, 0));
        DatagramSocket sender = new DatagramSocket(new InetSocketAddress(HERE, 0))) {
      OneReactor.run(scope -> {
        scope.start("receives", () -> receive(receiver));
        untilBlocked("receives");
        trail.add("the loop goes on");
        sender.send(new DatagramPacket(new byte[7], 7, receiver.getLocalSocketAddress()));
      });
    }

    trail.assertIs("the loop goes on", "7 bytes");
  }

  private void receive(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
    socket.receive(packet);
    trail.add(packet.getLength() + " bytes");
  }

  @Test
  @FastEngine
  void channelsThatBlockDoSoForTheirTaskOnly() throws IOException {
    try (ServerSocketChannel server =
            ServerSocketChannel.open().bind(new InetSocketAddress(HERE, 0));
        DatagramChannel datagrams = DatagramChannel.open().bind(new InetSocketAddress(HERE, 0))) {
      OneReactor.run(scope -> {
        scope.start("accepts", () -> acceptAndRead(server));
        scope.start("receives", () -> trail.add(datagrams.receive(ByteBuffer.allocate(9)) != null));
        untilBlocked("accepts");
        untilBlocked("receives");
        try (SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
          client.write(US_ASCII.encode("hello"));
        }
        datagrams.send(US_ASCII.encode("hello"), datagrams.getLocalAddress());
      });
    }

    trail.assertIs(Trail.inAnyOrder("5 bytes", "true"));
  }

  private void acceptAndRead(ServerSocketChannel server) throws IOException {
    try (SocketChannel channel = server.accept()) {
      trail.add(channel.read(ByteBuffer.allocate(100)) + " bytes");
    }
  }

  @Test
  @FastEngine
  void theFuturesOfAsynchronousChannelsAreAwaited() throws Exception {
    var group = AsynchronousChannelGroup.withFixedThreadPool(1, Thread.ofPlatform().factory());
    try (var server = AsynchronousServerSocketChannel.open(group)) {
      server.bind(new InetSocketAddress(HERE, 0));
      OneReactor.run(scope -> {
        scope.start("accepts", () -> acceptLater(server));
        untilBlocked("accepts");
        trail.add("the loop goes on");
        try (var client = AsynchronousSocketChannel.open(group)) {
          client.connect(server.getLocalAddress()).get();
          client.write(US_ASCII.encode("hello")).get();
        }
      });
    } finally {
      group.shutdownNow();
    }

    trail.assertIs("the loop goes on", "5 bytes");
  }

  private void acceptLater(AsynchronousServerSocketChannel server) throws Exception {
    try (AsynchronousSocketChannel channel = server.accept().get()) {
      trail.add(channel.read(ByteBuffer.allocate(100)).get() + " bytes");
    }
  }

  @Test
  @FastEngine
  void pipesBetweenThreadsArePipesBetweenTasks() throws IOException {
    try (PipedInputStream in = new PipedInputStream();
        PipedOutputStream out = new PipedOutputStream(in)) {
      Pipe pipe = Pipe.open();
      try (Pipe.SourceChannel source = pipe.source();
          Pipe.SinkChannel sink = pipe.sink()) {
        OneReactor.run(scope -> {
          scope.start("reads the stream", () -> trail.add((char) in.read()));
          scope.start("reads the channel", () -> trail.add(source.read(ByteBuffer.allocate(9))));
          untilBlocked("reads the stream");
          untilBlocked("reads the channel");
          trail.add("the loop goes on");
          out.write('x');
          out.flush();
          sink.write(US_ASCII.encode("hello"));
        });
      }
    }

    trail.assertIs("the loop goes on", Trail.inAnyOrder("x", "5"));
  }

  @Test
  @FastEngine
  void aSelectorIsWokenByAnotherTask() throws IOException {
    try (Selector selector = Selector.open()) {
      OneReactor.run(scope -> {
        scope.start("selects", () -> trail.add(selector.select() + " are ready"));
        untilBlocked("selects");
        trail.add("the loop goes on");
        selector.wakeup();
      });
    }

    trail.assertIs("the loop goes on", "0 are ready");
  }

  /// The system's resolver is native: on either engine nobody else has a turn meanwhile.
  @Test
  void aLookUpHoldsTheLoop() throws UnknownHostException {
    OneReactor.run(scope -> {
      scope.start(
          "looks up", () -> trail.add(InetAddress.getByName("localhost").isLoopbackAddress()));
      scope.start("other", () -> trail.add("other"));
    });

    trail.assertIs("true", "other");
  }

  @Test
  void aLookUpInAnOffloadDoesNot() throws UnknownHostException {
    try (Offload offload = Offload.open()) {
      OneReactor.run(scope -> {
        scope.start("looks up", () -> lookUp(offload));
        scope.start("other", () -> trail.add("other"));
      });
    }

    trail.assertIs("other", "true");
  }

  private void lookUp(Offload offload) throws UnknownHostException {
    InetAddress found = offload.callAbandonable(() -> InetAddress.getByName("localhost"));
    trail.add(found.isLoopbackAddress());
  }
}
