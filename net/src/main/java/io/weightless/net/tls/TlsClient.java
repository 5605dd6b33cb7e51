package io.weightless.net.tls;

import io.weightless.net.Stream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// What a client does to be sure of its servers: TLS 1.3, or 1.2 with forward secrecy; the
/// certificate must be of the name that was asked for, and come from somebody who is trusted. There
/// is no way to leave that out; one may trust a certificate of one's own.
///
/// Sessions of servers that it has talked to are resumed, so keep it, and use one for all. It never
/// changes, and any thread may use it.
public final class TlsClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Trusts whom the JDK trusts, shows nothing of itself, gives a handshake ten seconds.
  public static final TlsClient DEFAULT = new TlsClient(null, null, List.of(), PATIENCE);

  /// Null for those whom the JDK trusts.
  private final @Nullable List<X509Certificate> anchors;

  private final @Nullable Identity identity;
  private final List<String> protocols;
  private final Duration patience;
  private @Nullable Engines engines;

  private TlsClient(
      @Nullable List<X509Certificate> anchors,
      @Nullable Identity identity,
      List<String> protocols,
      Duration patience) {
    this.anchors = anchors;
    this.identity = identity;
    this.protocols = protocols;
    this.patience = patience;
  }

  /// The same, that trusts these, and who can show to come from them, and nobody else.
  ///
  /// @param anchors at least one
  public TlsClient trusting(List<X509Certificate> anchors) {
    return new TlsClient(Engines.anchors(anchors), identity, protocols, patience);
  }

  /// The same, that shows to servers that ask who it is.
  public TlsClient as(Identity identity) {
    return new TlsClient(anchors, identity, protocols, patience);
  }

  /// The same, that offers to talk these, the preferred ones first: ALPN, RFC 7301. A server that
  /// knows none of them refuses; one that does not know ALPN does not mind.
  public TlsClient talking(String... protocols) {
    return new TlsClient(anchors, identity, List.of(protocols), patience);
  }

  /// The same, that gives a handshake this long.
  public TlsClient within(Duration patience) {
    return new TlsClient(anchors, identity, protocols, patience);
  }

  TlsStream over(Stream below, ByteBuffer rest, String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    SSLEngine engine = engines().client(name, below.remote().port());
    SSLParameters parameters = Engines.parameters(protocols);
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setServerNames(asked(name));
    engine.setSSLParameters(parameters);
    return new TlsStream(below, rest, engine, patience);
  }

  /// An address, or a name that can't be one of a host, is not asked for (RFC 6066, section 3).
  private static List<SNIServerName> asked(String name) {
    try {
      return isNumber(name) ? List.of() : List.of(new SNIHostName(name));
    } catch (IllegalArgumentException _) {
      return List.of();
    }
  }

  private static boolean isNumber(String name) {
    try {
      InetAddress.ofLiteral(name);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private synchronized Engines engines() {
    if (engines == null) {
      engines = Engines.of(identity == null ? List.of() : List.of(identity), anchors);
    }
    return engines;
  }
}
