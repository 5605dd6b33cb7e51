package io.weightless.net.tls;

import io.weightless.net.Stream;
import io.weightless.testing.Certificates;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLParameters;

/// The other end of a TLS connection, driven by hand: the JDK's engine on a plain stream, whose
/// records a test may hold back, cut, change and repeat.
final class Peer {
  static final String V13 = "TLSv1.3";
  static final String V12 = "TLSv1.2";
  private static final int ROOM = 64 * 1024;
  private static final byte[] NOTHING = {};

  final SSLEngine engine;
  private final Stream wire;

  /// What came and was not opened yet, to be read from.
  private ByteBuffer arrived = ByteBuffer.allocate(0);

  private boolean hasEnded;
  private boolean wasCut;
  private Middle middle = (_, records) -> records;
  private long sent;

  /// Somebody between the two.
  interface Middle {
    /// @param from how many bytes went by before
    /// @return what goes on
    byte[] pass(long from, byte... bytes);

    /// Whether nothing more goes on when so many bytes went by.
    default boolean isOver(long bytes) {
      return false;
    }
  }

  Peer(SSLEngine engine, Stream wire) {
    this.engine = engine;
    this.wire = wire;
  }

  static Peer client(Stream wire, String version) {
    Engines engines = Engines.of(List.of(), List.of(Certificates.root()));
    return new Peer(engines.client("localhost", 1), wire).talking(version);
  }

  static Peer server(Stream wire, String version) {
    Engines engines = Engines.of(List.of(Certificates.server()), null);
    return new Peer(engines.server(), wire).talking(version);
  }

  /// The peer of a client or a server.
  static Peer of(boolean isClient, Stream wire, String version) {
    return isClient ? server(wire, version) : client(wire, version);
  }

  Peer talking(String version) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(new String[] {version});
    engine.setSSLParameters(parameters);
    return this;
  }

  Peer shakeHands() throws IOException {
    engine.beginHandshake();
    settle();
    return this;
  }

  /// Goes on until the engine has nothing to say and to hear.
  void settle() throws IOException {
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> calculate();
        case NEED_WRAP -> send(record(NOTHING));
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          open();
          if (hasEnded || wasCut) {
            return;
          }
        }
        case FINISHED, NOT_HANDSHAKING -> {
          return;
        }
      }
    }
  }

  private void calculate() {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  /// What the engine has to say itself, or else these bytes, in one record if they fit in.
  byte[] record(byte[] plain) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(ROOM);
    ByteBuffer source = ByteBuffer.wrap(plain);
    do {
      SSLEngineResult result = engine.wrap(source, target);
      if (source.hasRemaining() && result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
        throw new IOException("nothing can be said any more: " + result.getHandshakeStatus());
      }
    } while (source.hasRemaining() && !engine.isOutboundDone());
    return Arrays.copyOf(target.array(), target.position());
  }

  void send(byte... records) throws IOException {
    byte[] passed = middle.pass(sent, records);
    sent += records.length;
    wire.write(ByteBuffer.wrap(passed));
    if (middle.isOver(sent)) {
      throw new EOFException("cut by somebody in the middle");
    }
  }

  /// How many bytes were sent, to whom is in the middle if there is somebody.
  long sent() {
    return sent;
  }

  Peer through(Middle middle) {
    this.middle = middle;
    return this;
  }

  void write(String text) throws IOException {
    send(record(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// The records of TLS's own end, or of an alert that is due.
  byte[] lastWords() throws IOException {
    engine.closeOutbound();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] record = record(NOTHING);
    while (record.length > 0) {
      all.writeBytes(record);
      record = record(NOTHING);
    }
    return all.toByteArray();
  }

  /// All bytes of the other end until its end; see [#wasCut].
  byte[] readAll() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (!hasEnded && !wasCut) {
      all.writeBytes(open());
    }
    return all.toByteArray();
  }

  /// The next bytes, at least one, or none at the end.
  String read() throws IOException {
    byte[] next = NOTHING;
    while (next.length == 0 && !hasEnded && !wasCut) {
      next = open();
    }
    return new String(next, StandardCharsets.UTF_8);
  }

  /// Whether the connection ended without TLS's own end.
  boolean wasCut() {
    return wasCut;
  }

  /// Opens one record; what is in it for the user, most often nothing.
  byte[] open() throws IOException {
    ByteBuffer plain = ByteBuffer.allocate(ROOM);
    SSLEngineResult result = engine.unwrap(arrived, plain);
    switch (result.getStatus()) {
      case BUFFER_UNDERFLOW -> fill();
      case CLOSED -> hasEnded = true;
      default -> calculate();
    }
    return Arrays.copyOf(plain.array(), plain.position());
  }

  private void fill() throws IOException {
    ByteBuffer more = wire.read();
    wasCut = !more.hasRemaining();
    arrived =
        ByteBuffer.allocate(arrived.remaining() + more.remaining()).put(arrived).put(more).flip();
  }
}
