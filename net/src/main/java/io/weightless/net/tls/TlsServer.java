package io.weightless.net.tls;

import io.weightless.net.Stream;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// How a server shows who it is, and what it wants to know of its clients: TLS 1.3, or 1.2 with
/// forward secrecy.
///
/// Of several identities a client gets the first that covers the name that it asked for (SNI), or
/// else the first. Sessions are resumed by tickets, so keep it, and use one for all; those with any
/// but the first of a kind of key are not, which is the JDK's doing. Any thread may use it, and
/// several reactors.
public final class TlsServer {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private enum Asking {
    NOTHING,
    POLITELY,
    STRICTLY
  }

  private final Supplier<List<Identity>> identities;

  /// Null when nothing is asked.
  private final @Nullable List<X509Certificate> anchors;

  private final Asking asking;
  private final List<String> protocols;
  private final Duration patience;

  /// Those of the latest handshake.
  private @Nullable Known known;

  private record Known(List<Identity> identities, Engines engines) {}

  private TlsServer(
      Supplier<List<Identity>> identities,
      @Nullable List<X509Certificate> anchors,
      Asking asking,
      List<String> protocols,
      Duration patience) {
    this.identities = identities;
    this.anchors = anchors;
    this.asking = asking;
    this.protocols = protocols;
    this.patience = patience;
  }

  /// One that shows one of these; asks nothing of its clients; gives a handshake ten seconds.
  public static TlsServer of(Identity first, Identity... others) {
    List<Identity> identities = new ArrayList<>(List.of(others));
    identities.addFirst(first);
    return of(() -> identities);
  }

  /// The same with identities that may change: each connection asks for them, on its loop. When
  /// there is another list than before, new connections begin new sessions with it; old ones go on.
  ///
  /// @param identities at least one; any thread that uses the server may ask
  public static TlsServer of(Supplier<List<Identity>> identities) {
    return new TlsServer(identities, null, Asking.NOTHING, List.of(), PATIENCE);
  }

  /// The same, that asks clients who they are, and lets in also those that do not say; only who
  /// shows something that is not trusted is refused. See [TlsStream#peer].
  ///
  /// @param anchors whom it trusts, with those who can show to come from them
  public TlsServer asking(List<X509Certificate> anchors) {
    return new TlsServer(
        identities, Engines.anchors(anchors), Asking.POLITELY, protocols, patience);
  }

  /// The same, that refuses clients that do not show who they are.
  ///
  /// @param anchors whom it trusts, with those who can show to come from them
  public TlsServer demanding(List<X509Certificate> anchors) {
    return new TlsServer(
        identities, Engines.anchors(anchors), Asking.STRICTLY, protocols, patience);
  }

  /// The same, that talks these, the preferred ones first: ALPN, RFC 7301. A client that offers
  /// others only is refused; one that offers nothing is not.
  public TlsServer talking(String... protocols) {
    return new TlsServer(identities, anchors, asking, List.of(protocols), patience);
  }

  /// The same, that gives a handshake this long.
  public TlsServer within(Duration patience) {
    return new TlsServer(identities, anchors, asking, protocols, patience);
  }

  TlsStream over(Stream below, ByteBuffer rest) {
    SSLEngine engine = engines().server();
    SSLParameters parameters = Engines.parameters(protocols);
    parameters.setWantClientAuth(asking == Asking.POLITELY);
    if (asking == Asking.STRICTLY) {
      parameters.setNeedClientAuth(true);
    }
    engine.setSSLParameters(parameters);
    return new TlsStream(below, rest, engine, patience);
  }

  private synchronized Engines engines() {
    List<Identity> present = identities.get();
    if (known == null || !known.identities().equals(present)) {
      List<Identity> kept = List.copyOf(present);
      known = new Known(kept, Engines.of(kept, anchors));
    }
    return known.engines();
  }
}
