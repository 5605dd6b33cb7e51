package io.weightless.net.tls;

import io.weightless.net.Address;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/// The JDK's engine, which makes records of bytes and bytes of records, as both halves of a stream
/// use it. It never waits; a task of it may.
final class Records {
  private final SSLEngine engine;
  private final Address peer;
  private final TlsRoom room;
  private final Witness witness;
  private int packetBytes;

  Records(SSLEngine engine, Address peer, TlsRoom room, Witness witness) {
    this.engine = engine;
    this.peer = peer;
    this.room = room;
    this.witness = witness;
    packetBytes = engine.getSession().getPacketBufferSize();
  }

  void begin() throws TlsException {
    try {
      engine.beginHandshake();
    } catch (SSLException e) {
      throw TlsException.of(peer, e);
    }
  }

  SSLEngineResult wrap(ByteBuffer[] sources, ByteBuffer target) throws TlsException {
    try {
      return engine.wrap(sources, target);
    } catch (SSLException e) {
      throw TlsException.of(peer, e);
    }
  }

  SSLEngineResult unwrap(ByteBuffer source, ByteBuffer target) throws TlsException {
    try {
      return engine.unwrap(source, target);
    } catch (SSLException e) {
      throw TlsException.of(peer, e);
    }
  }

  TlsException failure(TlsException.Reason reason, String what) {
    return new TlsException(reason, peer, what);
  }

  HandshakeStatus status() {
    return engine.getHandshakeStatus();
  }

  /// Does what the engine has to calculate, if it says so: signatures and checks.
  ///
  /// - **Waits**: for its turn; and when what checks certificates waits.
  void calculate(HandshakeStatus status) {
    if (status != HandshakeStatus.NEED_TASK) {
      return;
    }
    room.awaitTurn();
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      witness.see(task);
    }
  }

  /// How long a record may be now; it changes with a handshake.
  int packetBytes() {
    return packetBytes;
  }

  void measure() {
    packetBytes = engine.getSession().getPacketBufferSize();
  }

  int plainBytes() {
    return engine.getSession().getApplicationBufferSize();
  }

  SSLSession session() {
    return engine.getSession();
  }

  /// What the two agreed to talk; empty when nothing.
  String protocol() {
    String agreed = engine.getApplicationProtocol();
    return agreed == null ? "" : agreed;
  }

  void closeOutbound() {
    engine.closeOutbound();
  }
}
