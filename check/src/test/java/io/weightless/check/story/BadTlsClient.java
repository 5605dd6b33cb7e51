package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weightless.check.conformance.Trust;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLEngine;

/// A client that does one bad thing after the other to a server's TLS, each on a connection of its
/// own.
final class BadTlsClient implements Callable<Integer> {
  /// What it may do.
  enum Deed {
    DRIP_A_HELLO,
    STALL_IN_A_HELLO,
    STALL_BEHIND_A_HELLO,
    VANISH_IN_A_HELLO,
    VANISH_BEHIND_A_HELLO,
    CHANGE_A_HELLO,
    FLOOD_BEHIND_A_HELLO,
    FLOOD_WITH_HELLOS,
    FLOOD_WITH_GARBAGE,
    CLAIM_A_LARGE_RECORD,
    CLAIM_A_LARGE_HELLO,
    TALK_NO_TLS,
    SHAKE_HANDS_AND_VANISH,
    TRUNCATE_A_REQUEST,
    NOT_READ_A_FILE
  }

  private static final int FLOOD = 64 * 1024;

  private final InetSocketAddress server;
  private final String own;
  private final Random random;
  private final BooleanSupplier goesOn;

  /// @param own an address of this machine
  /// @param goesOn asked again and again
  BadTlsClient(int port, String own, long seed, BooleanSupplier goesOn) {
    this.server = new InetSocketAddress("127.0.0.1", port);
    this.own = own;
    this.random = new Random(seed);
    this.goesOn = goesOn;
  }

  /// Goes on for as long as it is let.
  ///
  /// @return how many connections it made
  @Override
  public Integer call() {
    int connections = 0;
    while (goesOn.getAsBoolean()) {
      Deed deed = Deed.values()[random.nextInt(Deed.values().length)];
      try (SocketChannel channel = SocketChannel.open()) {
        channel.bind(new InetSocketAddress(own, 0)).connect(server);
        connections++;
        commit(deed, channel);
      } catch (IOException thrownOut) {
        // which it deserves
      }
    }
    return connections;
  }

  private void commit(Deed deed, SocketChannel to) throws IOException {
    byte[] hello = hello();
    switch (deed) {
      case DRIP_A_HELLO -> drip(to, hello);
      case STALL_IN_A_HELLO -> stallBehind(to, part(hello));
      case STALL_BEHIND_A_HELLO -> stallBehind(to, ByteBuffer.wrap(hello));
      case VANISH_IN_A_HELLO -> vanishBehind(to, part(hello));
      case VANISH_BEHIND_A_HELLO -> vanishBehind(to, ByteBuffer.wrap(hello));
      case CHANGE_A_HELLO -> {
        hello[random.nextInt(hello.length)] ^= (byte) (1 + random.nextInt(255));
        stallBehind(to, ByteBuffer.wrap(hello));
      }
      case FLOOD_BEHIND_A_HELLO -> {
        to.write(ByteBuffer.wrap(hello));
        flood(to, garbage());
      }
      case FLOOD_WITH_HELLOS -> flood(to, hello);
      case FLOOD_WITH_GARBAGE -> flood(to, garbage());
      case CLAIM_A_LARGE_RECORD -> {
        to.write(bytes(0x16, 3, 3, 0xff, 0xff));
        flood(to, garbage());
      }
      case CLAIM_A_LARGE_HELLO -> {
        to.write(bytes(0x16, 3, 3, 0x40, 0, 1, 0xff, 0xff, 0xff));
        flood(to, new byte[1024]);
      }
      case TALK_NO_TLS ->
          stallBehind(to, US_ASCII.encode("GET /page.txt HTTP/1.1\r\nHost: a\r\n\r\n"));
      case SHAKE_HANDS_AND_VANISH -> request(to, "");
      case TRUNCATE_A_REQUEST -> request(to, "POST /echo HTTP/1.1\r\nHost: a\r\nConte");
      case NOT_READ_A_FILE -> request(to, "GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n".repeat(3));
    }
  }

  /// The first record of a client of TLS.
  private static byte[] hello() throws IOException {
    SSLEngine engine = Trust.CONTEXT.createSSLEngine();
    engine.setUseClientMode(true);
    ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), record);
    byte[] hello = new byte[record.flip().remaining()];
    record.get(hello);
    return hello;
  }

  private ByteBuffer part(byte[] hello) {
    return ByteBuffer.wrap(hello, 0, random.nextInt(hello.length));
  }

  private byte[] garbage() {
    byte[] bytes = new byte[1024];
    random.nextBytes(bytes);
    return bytes;
  }

  private static ByteBuffer bytes(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length);
    for (int value : values) {
      bytes.put((byte) value);
    }
    return bytes.flip();
  }

  private void drip(SocketChannel to, byte[] hello) throws IOException {
    for (int i = 0; i < hello.length && goesOn.getAsBoolean(); i++) {
      to.write(ByteBuffer.wrap(hello, i, 1));
      pause(1 + random.nextInt(20));
    }
  }

  private void flood(SocketChannel to, byte[] part) throws IOException {
    to.configureBlocking(false);
    for (int sent = 0; sent < 20 * FLOOD && goesOn.getAsBoolean(); sent += part.length) {
      if (to.write(ByteBuffer.wrap(part)) == 0) {
        pause(25);
      }
    }
  }

  private void stallBehind(SocketChannel to, ByteBuffer bytes) throws IOException {
    to.write(bytes);
    for (int i = random.nextInt(20); i > 0 && goesOn.getAsBoolean(); i--) {
      pause(100);
    }
  }

  /// Closing it will reset the connection.
  private void vanishBehind(SocketChannel to, ByteBuffer bytes) throws IOException {
    to.write(bytes);
    pause(random.nextInt(20));
    to.socket().setSoLinger(true, 0);
  }

  /// With TLS as it should be, but without its end.
  private void request(SocketChannel to, String text) throws IOException {
    Socket secure = Trust.CONTEXT.getSocketFactory().createSocket(to.socket(), own, 0, false);
    secure.setSoTimeout(2_000);
    secure.getOutputStream().write(text.getBytes(US_ASCII));
    pause(random.nextInt(1_000));
    to.socket().setSoLinger(true, 0);
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(1_000_000L * millis);
  }
}
