package io.weightless.net.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.EdECKey;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Chooses with which identity we show who we are. The JDK calls them by aliases: here their places
/// in a list.
///
/// A server takes one that covers the name that was asked for, if there is any; for a name that
/// nobody covers, or none at all, any. Of those the first with a key of the kind that the client
/// likes best. A client takes the first of a kind that the server knows.
///
/// Before there is a session, and a name, the JDK asks too: to compare the answer with what the
/// holder of a ticket was shown. So sessions with any but the first of a kind can't be resumed.
///
/// The JDK asks for one kind after the other, so to fall back for one kind would keep it from
/// asking for the kind of the one that covers the name.
final class Chooser extends X509ExtendedKeyManager {
  private final List<Identity> identities;

  Chooser(List<Identity> identities) {
    this.identities = identities;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String kind, Principal @Nullable [] issuers, SSLEngine engine) {
    SSLSession session = engine.getHandshakeSession();
    String name = requested(session);
    boolean isCovered = identities.stream().anyMatch(identity -> covers(identity, name));
    for (int i = 0; i < identities.size(); i++) {
      Identity identity = identities.get(i);
      if (isOf(identity, kind, session) && (!isCovered || covers(identity, name))) {
        return session == null ? Integer.toString(i) : taken(i);
      }
    }
    return null;
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] kinds, Principal @Nullable [] issuers, SSLEngine engine) {
    for (String kind : kinds) {
      for (int i = 0; i < identities.size(); i++) {
        if (isOf(identities.get(i), kind, engine.getHandshakeSession())) {
          return taken(i);
        }
      }
    }
    return null;
  }

  private String taken(int chosen) {
    Witness.shows(identities.get(chosen));
    return Integer.toString(chosen);
  }

  private static boolean covers(Identity identity, @Nullable String name) {
    return name != null && identity.covers(name);
  }

  /// What the client says that it wants to reach: SNI, RFC 6066.
  static @Nullable String requested(@Nullable SSLSession session) {
    if (session instanceof ExtendedSSLSession asked) {
      for (SNIServerName name : asked.getRequestedServerNames()) {
        if (name instanceof SNIHostName host) {
          return host.getAsciiName().toLowerCase(Locale.ROOT);
        }
      }
    }
    return null;
  }

  /// The JDK says `EC_EC` for an EC key in a certificate that was signed by one, and `EdDSA` for
  /// keys of two curves, of which the peer may know one.
  private static boolean isOf(Identity identity, String kind, @Nullable SSLSession session) {
    int end = kind.indexOf('_');
    String wanted = end < 0 ? kind : kind.substring(0, end);
    PublicKey key = identity.chain().getFirst().getPublicKey();
    if (key instanceof EdECKey curve && session instanceof ExtendedSSLSession known) {
      String[] algorithms = known.getPeerSupportedSignatureAlgorithms();
      return wanted.equals("EdDSA") && List.of(algorithms).contains(curve.getParams().getName());
    }
    return wanted.equals(identity.key().getAlgorithm());
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return identities.get(Integer.parseInt(alias)).chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return identities.get(Integer.parseInt(alias)).key();
  }

  @Override
  public String[] getClientAliases(String kind, Principal @Nullable [] issuers) {
    throw new UnsupportedOperationException("one is chosen for each engine");
  }

  @Override
  public String[] getServerAliases(String kind, Principal @Nullable [] issuers) {
    throw new UnsupportedOperationException("one is chosen for each engine");
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] kinds, Principal @Nullable [] issuers, @Nullable Socket socket) {
    throw new UnsupportedOperationException("there are no sockets here");
  }

  @Override
  public @Nullable String chooseServerAlias(
      String kind, Principal @Nullable [] issuers, @Nullable Socket socket) {
    throw new UnsupportedOperationException("there are no sockets here");
  }
}
