package io.weightless.net;

import java.util.List;
import java.util.stream.Stream;

/// How the two ends of a connection with TLS become sure of each other, as data: part of an
/// [Address], so that it can come from a configuration.
///
/// ```text
/// tls://example.com:443
/// tls://10.0.0.7:8443?name=db.example&ca=/etc/db/root.pem
/// tls://0.0.0.0:443?cert=/etc/web/fullchain.pem&key=/etc/web/privkey.pem&alpn=http/1.1
/// ```
///
/// Programs that need more have [Tls][io.weightless.net.tls.Tls]. Whatever is empty is as usual.
///
/// @param certificate `cert`: the file that shows who this side is, with those of its issuers
///   behind it, in PEM; to listen takes one
/// @param key `key`: the file of its key; as usual in the same file
/// @param trusted `ca`: the file of those whom this side trusts, and who can show to come from
///   them; as usual those whom the JDK trusts. A listener that has it lets in only clients that
///   show who they are, and else asks nobody
/// @param name `name`: of the peer, as its certificate has it; as usual the host of the address
/// @param protocols `alpn`: what to talk, with commas, the preferred ones first (RFC 7301)
public record TlsOptions(
    String certificate, String key, String trusted, String name, String protocols) {

  /// All as usual.
  public static final TlsOptions NONE = new TlsOptions("", "", "", "", "");

  /// @throws IllegalArgumentException when there is an ampersand in one
  public TlsOptions {
    if (Stream.of(certificate, key, trusted, name, protocols).anyMatch(s -> s.contains("&"))) {
      throw new IllegalArgumentException("an ampersand ends an option, and can't be in one");
    }
  }

  public TlsOptions withCertificate(String file) {
    return new TlsOptions(file, key, trusted, name, protocols);
  }

  public TlsOptions withKey(String file) {
    return new TlsOptions(certificate, file, trusted, name, protocols);
  }

  public TlsOptions withTrusted(String file) {
    return new TlsOptions(certificate, key, file, name, protocols);
  }

  public TlsOptions withName(String peer) {
    return new TlsOptions(certificate, key, trusted, peer, protocols);
  }

  public TlsOptions withProtocols(String preferredFirst) {
    return new TlsOptions(certificate, key, trusted, name, preferredFirst);
  }

  /// Each of the [#protocols].
  public List<String> eachProtocol() {
    return Stream.of(protocols.split(",")).filter(one -> !one.isEmpty()).toList();
  }
}
