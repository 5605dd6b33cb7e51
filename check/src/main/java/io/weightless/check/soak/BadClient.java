package io.weightless.check.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A client that does one bad thing after the other, each on a connection of its own, most often
/// for two seconds at most, now and then until the server must have had enough. It never waits for
/// the server.
public final class BadClient {
  private static final String GET = "GET %s HTTP/1.1\r\nHost: a\r\n";
  private static final String POST = "POST /echo HTTP/1.1\r\nHost: a\r\n";
  private static final int FLOOD = 64 * 1024;

  /// Longer than any patience of the server with one that has begun.
  private static final int LONGEST_TENTHS = 450;

  /// What it may do.
  enum Deed {
    DRIP_A_HEAD,
    DRIP_A_BODY,
    DRIP_CHUNKS,
    STALL_WITHOUT_A_WORD,
    STALL_IN_A_HEAD,
    STALL_IN_A_BODY,
    FLOOD_WITH_REQUESTS,
    FLOOD_WITH_A_HEAD,
    FLOOD_WITH_CHUNKS,
    FLOOD_WITH_FRAMING,
    FLOOD_WITH_GARBAGE,
    NOT_READ_A_FILE,
    NOT_READ_AN_ECHO,
    VANISH_AT_ONCE,
    VANISH_IN_A_HEAD,
    VANISH_IN_A_RESPONSE,
    END_OUTPUT_AT_ONCE,
    END_OUTPUT_IN_A_BODY,
    END_OUTPUT_BEHIND_A_REQUEST
  }

  private final InetSocketAddress server;
  private final InetSocketAddress own;
  private final Random random;
  private final BooleanSupplier goesOn;
  private final ByteBuffer read = ByteBuffer.allocate(16 * 1024);

  /// @param own an address of this machine
  /// @param goesOn asked again and again
  public BadClient(int port, String own, long seed, BooleanSupplier goesOn) {
    this.server = new InetSocketAddress("127.0.0.1", port);
    this.own = new InetSocketAddress(own, 0);
    this.random = new Random(seed);
    this.goesOn = goesOn;
  }

  /// Goes on for as long as it is let.
  ///
  /// @return how many connections it made
  public int run() {
    int connections = 0;
    while (goesOn.getAsBoolean()) {
      Deed deed = Deed.values()[random.nextInt(Deed.values().length)];
      try (SocketChannel channel = SocketChannel.open()) {
        channel.bind(own).connect(server);
        connections++;
        channel.configureBlocking(false);
        commit(deed, channel);
      } catch (IOException thrownOut) {
        // which it deserves
      }
    }
    return connections;
  }

  private void commit(Deed deed, SocketChannel to) throws IOException {
    switch (deed) {
      case DRIP_A_HEAD -> drip(to, GET.formatted("/page.txt") + "\r\n");
      case DRIP_A_BODY -> drip(to, POST + "Content-Length: 200\r\n\r\n" + "x".repeat(200));
      case DRIP_CHUNKS ->
          drip(to, POST + "Transfer-Encoding: chunked\r\n\r\n" + "1;a=b\r\nx\r\n".repeat(20));
      case STALL_WITHOUT_A_WORD -> stall();
      case STALL_IN_A_HEAD -> stallBehind(to, GET.formatted("/page.txt") + "X: y");
      case STALL_IN_A_BODY -> stallBehind(to, POST + "Content-Length: 9\r\n\r\nhalf");
      case FLOOD_WITH_REQUESTS -> flood(to, "", GET.formatted(anyPath()) + "\r\n", false);
      case FLOOD_WITH_A_HEAD -> flood(to, GET.formatted("/page.txt"), "X: yyyyyyyyyy\r\n", false);
      case FLOOD_WITH_CHUNKS -> floodWithChunks(to, "400\r\n" + "x".repeat(1024) + "\r\n");
      case FLOOD_WITH_FRAMING -> floodWithChunks(to, "1\r\nx\r\n");
      case FLOOD_WITH_GARBAGE -> flood(to, "", garbage(), random.nextBoolean());
      case NOT_READ_A_FILE -> stallBehind(to, (GET.formatted("/large.bin") + "\r\n").repeat(3));
      case NOT_READ_AN_ECHO ->
          flood(to, POST + "Content-Length: 16000000\r\n\r\n", "x".repeat(1000), false);
      case VANISH_AT_ONCE -> vanish(to);
      case VANISH_IN_A_HEAD -> vanishBehind(to, GET.formatted("/pa"));
      case VANISH_IN_A_RESPONSE -> vanishBehind(to, GET.formatted("/large.bin") + "\r\n");
      case END_OUTPUT_AT_ONCE -> endOutputBehind(to, "");
      case END_OUTPUT_IN_A_BODY -> endOutputBehind(to, POST + "Content-Length: 9\r\n\r\nhalf");
      case END_OUTPUT_BEHIND_A_REQUEST -> endOutputBehind(to, GET.formatted(anyPath()) + "\r\n");
    }
  }

  private void floodWithChunks(SocketChannel to, String chunk) throws IOException {
    flood(to, POST + "Transfer-Encoding: chunked\r\n\r\n", chunk, random.nextBoolean());
  }

  private String anyPath() {
    return random.nextBoolean() ? "/plaintext" : random.nextBoolean() ? "/page.txt" : "/large.bin";
  }

  private String garbage() {
    byte[] bytes = new byte[1024];
    random.nextBytes(bytes);
    return new String(bytes, ISO_8859_1);
  }

  private void drip(SocketChannel to, String text) throws IOException {
    int pause = isStubborn() ? 500 : 1 + random.nextInt(8);
    for (byte b : text.getBytes(ISO_8859_1)) {
      to.write(ByteBuffer.wrap(new byte[] {b}));
      pause(pause);
      if (!goesOn.getAsBoolean()) {
        return;
      }
      take(to);
    }
  }

  /// Sends `part` over and over, as fast as it is taken.
  private void flood(SocketChannel to, String first, String part, boolean takes)
      throws IOException {
    to.write(bytes(first));
    ByteBuffer flood = bytes(part.repeat(1 + FLOOD / part.length()));
    int rounds = 20 + random.nextInt(100);
    for (int i = 0; i < rounds && goesOn.getAsBoolean(); i++) {
      to.write(flood);
      if (!flood.hasRemaining()) {
        flood.rewind();
      }
      pause(25);
      if (takes) {
        take(to);
      }
    }
  }

  private void stallBehind(SocketChannel to, String text) throws IOException {
    to.write(bytes(text));
    stall();
  }

  private boolean isStubborn() {
    return random.nextInt(10) == 0;
  }

  private void stall() {
    int tenths = isStubborn() ? LONGEST_TENTHS : random.nextInt(20);
    for (int i = tenths; i > 0 && goesOn.getAsBoolean(); i--) {
      pause(100);
    }
  }

  private void vanishBehind(SocketChannel to, String text) throws IOException {
    to.write(bytes(text));
    pause(random.nextInt(20));
    vanish(to);
  }

  /// Closing it will reset the connection.
  private static void vanish(SocketChannel to) throws IOException {
    to.setOption(StandardSocketOptions.SO_LINGER, 0);
  }

  private void endOutputBehind(SocketChannel to, String text) throws IOException {
    to.write(bytes(text));
    to.shutdownOutput();
    stall();
    take(to);
  }

  private void take(SocketChannel from) throws IOException {
    if (from.read(read.clear()) < 0) {
      throw new IOException("the server has ended it");
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(1_000_000L * millis);
  }
}
