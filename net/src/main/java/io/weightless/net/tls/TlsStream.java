package io.weightless.net.tls;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.FileSource;
import io.weightless.net.Sink;
import io.weightless.net.Stream;
import io.weightless.net.internal.Ciphered;
import io.weightless.net.tls.TlsException.Reason;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.sync.Lock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// TLS, 1.3 or 1.2, as a stream over another stream, whatever that is: TCP, memory, a tunnel, TLS.
/// Made by [Tls].
///
/// It keeps the contract of [Stream], and in addition:
///
/// - **Begins** with a handshake: by [Tls#client] and [Tls#server] before they return; of a stream
///   that a [listener][Tls#listen] accepted by the first that reads, writes or says [#handshake].
/// - **Ends**: [#closeOutput] and [#close] send TLS's own end (`close_notify`), from a task of
///   their own, which gives up after half a minute. A peer that ends without it is told apart, for
///   anybody between the two could have ended it: [TRUNCATED][Reason#TRUNCATED]. With TLS 1.3 each
///   direction ends by itself; with 1.2 the end of one is the end of both, so a write behind the
///   peer's end fails. A write that is cut by a close leaves the peer with `TRUNCATED` too.
/// - **Failing**: [TlsException] when TLS is broken; the peer is told by an alert, and the stream
///   is closed.
/// - **Keys** are changed when the peer says so; the answer leaves with the next write. A
///   renegotiation of TLS 1.2 is refused.
/// - **Holds**: a buffer of 17 KiB while there is something to read, one of 66 KiB while something
///   is written, none while it is idle but the beginning of a record that was cut, and an answer
///   that waits for the next write; and what the JDK's engine holds. Nothing but the number of
///   connections bounds what those of peers hold who do not read.
///
/// What Evergreen made of pyOpenSSL's memory BIO; RFC 8446, RFC 5246.
public final class TlsStream implements Stream {
  final Stream below;
  private final SSLEngine engine;
  private final Duration patience;
  private final Reactor reactor = Reactor.current();
  private final TlsRoom room = TlsRoom.current();
  private final Witness witness = new Witness();
  private final Lock handshaking = new Lock();
  private final Records records;
  private final Outbound outbound;
  private final Inbound inbound;
  private final Handshake shaking;
  private @Nullable Deadline deadline;
  private boolean established;
  private boolean closed;
  private @Nullable TlsException failure;
  private @Nullable Ending ending;

  /// @param rest what was read from below before, and is TLS already
  /// @param patience with the handshake
  TlsStream(Stream below, ByteBuffer rest, SSLEngine engine, Duration patience) {
    this.below = below;
    this.engine = engine;
    this.patience = patience;
    records = new Records(engine, below.remote(), room, witness);
    outbound = new Outbound(this, records, room);
    inbound = new Inbound(this, records, room, outbound, rest);
    shaking = new Handshake(records, outbound, inbound);
    if (below instanceof Ciphered wire) {
      wire.becomeCiphered();
    }
  }

  /// Makes the two sure of each other, if that was not done yet.
  ///
  /// - **Waits**: for the peer, and for the handshakes of other streams, of which the loop does one
  ///   at a time; a cancellation point. A cancelled one may be gone on with.
  /// - **Limit**: the time that the settings say, and 256 KiB from the peer.
  ///
  /// @throws TlsException when that fails
  public void handshake() throws IOException {
    enter();
    if (!established) {
      try (var _ = handshaking.hold()) {
        checkOpen();
        if (!established) {
          shakeHands();
        }
      }
    }
  }

  private void shakeHands() throws IOException {
    try {
      Scope.join(handshakeEnds(), _ -> shaking.goOn());
      records.measure();
      established = true;
    } catch (DeadlineExceeded _) {
      String late = "the handshake was not done within " + patience.toMillis() + " ms";
      throw failed(new TlsException(Reason.LIMIT, remote(), late));
    } catch (TlsException e) {
      throw failed(e);
    }
  }

  /// Of all attempts together.
  private Deadline handshakeEnds() {
    if (deadline == null) {
      deadline = Deadline.after(patience);
    }
    return deadline;
  }

  @Override
  public ByteBuffer read() throws IOException {
    handshake();
    try {
      return inbound.read();
    } catch (TlsException e) {
      throw e.reason() == Reason.TRUNCATED ? e : failed(e);
    }
  }

  @Override
  public long transferTo(Sink target) throws IOException {
    handshake();
    try {
      return inbound.transfer(target);
    } catch (TlsException e) {
      throw e.reason() == Reason.TRUNCATED ? e : failed(e);
    }
  }

  @Override
  public void write(ByteBuffer... sources) throws IOException {
    handshake();
    try {
      outbound.write(sources);
    } catch (TlsException e) {
      throw failed(e);
    }
  }

  @Override
  public void transferFrom(FileSource file, long position, long count) throws IOException {
    handshake();
    try {
      outbound.transfer(file, position, count);
    } catch (TlsException e) {
      throw failed(e);
    }
  }

  private void enter() throws IOException {
    reactor.checkOwner();
    Suspension.checkpoint();
    checkOpen();
  }

  void checkOpen() throws IOException {
    if (closed) {
      throw new ClosedException(
          "the TLS stream from " + local() + " to " + remote() + " is closed");
    }
    if (failure != null) {
      throw failure;
    }
  }

  boolean isEstablished() {
    return established;
  }

  /// TLS 1.3 has none; its keys are changed without.
  void checkNoRenegotiation(HandshakeStatus status) throws TlsException {
    boolean goesOn =
        status == HandshakeStatus.NOT_HANDSHAKING || status == HandshakeStatus.FINISHED;
    if (established && !goesOn && !version().equals("TLSv1.3")) {
      throw new TlsException(
          Reason.PROTOCOL, remote(), "the peer has begun a renegotiation, which is refused");
    }
  }

  /// Whether the first or not, it is the one that all are told from now on. The peer is told too.
  private TlsException failed(TlsException e) {
    if (failure == null) {
      failure = e;
      if (ending == null) {
        endOutput();
      } else if (ending.isOver()) {
        below.close();
      }
    }
    return e;
  }

  @Override
  public void release() {
    reactor.checkOwner();
    inbound.release();
  }

  @Override
  public long written() {
    return outbound.written();
  }

  @Override
  public void closeOutput() throws IOException {
    reactor.checkOwner();
    checkOpen();
    if (!outbound.isClosed()) {
      endOutput();
    }
  }

  /// Without waiting. Within a write there is no good end.
  private void endOutput() {
    boolean isWriting = outbound.isBusy();
    outbound.close();
    Ending end = new Ending(this, inbound);
    if (!isWriting && room.start(end::endOutput)) {
      ending = end;
    } else if (isBroken()) {
      below.close();
    } else {
      closeOutputBelow();
    }
  }

  private void closeOutputBelow() {
    try {
      below.closeOutput();
    } catch (IOException _) {
      below.close();
    }
  }

  /// In the task of an ending.
  void sendEnd() throws IOException {
    if (!established && failure == null) {
      try {
        handshake();
      } catch (TlsException _) {
        // the last word is the alert then
      }
    }
    outbound.sendEnd();
  }

  @Override
  public void close() {
    reactor.checkOwner();
    if (closed) {
      return;
    }
    closed = true;
    inbound.close();
    Ending end = ending;
    if (!established && !isBroken()) { // or the alert is on its way
      below.close();
      return;
    }
    if (end == null && established && !isBroken() && !outbound.isClosed()) {
      endOutput();
      end = ending;
    }
    if (end != null && (!end.isOver() || (inbound.mayBringMore() && room.start(end::leave)))) {
      end.hurry();
    } else {
      below.close();
    }
  }

  boolean isClosed() {
    return closed;
  }

  boolean isBroken() {
    return failure != null;
  }

  @Override
  public void reset() {
    reactor.checkOwner();
    if (!closed) {
      closed = true;
      inbound.close();
      below.reset();
    }
  }

  /// Has both directions go on with new keys: for a connection that lives long. Neither side
  /// notices.
  ///
  /// - **Waits**: never; it leaves with the next write.
  ///
  /// @throws IllegalStateException before the handshake, or when it is TLS 1.2, which can't
  public void changeKeys() throws IOException {
    reactor.checkOwner();
    outbound.checkOpen();
    if (!version().equals("TLSv1.3")) {
      throw new IllegalStateException("only TLS 1.3 changes its keys, and this is " + version());
    }
    records.begin();
    outbound.answer();
    outbound.rest();
  }

  /// `TLSv1.3` or `TLSv1.2`. This, and the others that tell what was agreed upon, can be asked
  /// after the [#handshake] only.
  ///
  /// @throws IllegalStateException before
  public String version() {
    return session().getProtocol();
  }

  /// As IANA names it: `TLS_AES_128_GCM_SHA256`.
  public String cipher() {
    return session().getCipherSuite();
  }

  /// Which protocol the two will talk, by ALPN (RFC 7301): `h2`; empty when none was agreed upon.
  public String protocol() {
    checkEstablished();
    return records.protocol();
  }

  /// The host that the client asked for (SNI, RFC 6066), in lower case; null when it named none.
  public @Nullable String serverName() {
    return Chooser.requested(session());
  }

  /// What the two have agreed upon, as the JDK tells it.
  ///
  /// @throws IllegalStateException before the handshake
  public SSLSession session() {
    checkEstablished();
    return records.session();
  }

  /// Whether the session is an older one, so that nobody had to prove anything again.
  public boolean isResumed() {
    checkEstablished();
    return !witness.hasAsked();
  }

  /// Who we have said that we are; null when nobody asked, also because the session is resumed.
  public @Nullable Identity identity() {
    checkEstablished();
    return witness.shown();
  }

  /// Who the peer is, its own certificate first, all of them checked; empty when it has shown none.
  public List<X509Certificate> peer() {
    try {
      List<X509Certificate> chain = new ArrayList<>();
      for (Certificate certificate : session().getPeerCertificates()) {
        chain.add((X509Certificate) certificate);
      }
      return chain;
    } catch (SSLPeerUnverifiedException _) {
      return List.of();
    }
  }

  private void checkEstablished() {
    if (!established) {
      throw new IllegalStateException("nothing is agreed upon with " + remote() + " yet");
    }
  }

  @Override
  public Address local() {
    return below.local();
  }

  @Override
  public Address remote() {
    return below.remote();
  }

  @Override
  public String toString() {
    String role = engine.getUseClientMode() ? "client" : "server";
    return "TlsStream[" + role + ", " + local() + " to " + remote() + "]";
  }
}
