package io.weightless.net.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
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
/// A server takes the first that covers the name that was asked for and has a key of the kind that
/// the client knows; for a name that none covers, or none at all, the first of that kind. A client
/// takes the first of a kind that the server knows.
final class Chooser extends X509ExtendedKeyManager {
  private final List<Identity> identities;

  Chooser(List<Identity> identities) {
    this.identities = identities;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String kind, Principal @Nullable [] issuers, SSLEngine engine) {
    String name = requested(engine.getHandshakeSession());
    int chosen = -1;
    for (int i = identities.size() - 1; i >= 0; i--) {
      Identity identity = identities.get(i);
      boolean isBetter =
          chosen < 0 || covers(identity, name) || !covers(identities.get(chosen), name);
      if (isOf(identity, kind) && isBetter) {
        chosen = i;
      }
    }
    return taken(chosen);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] kinds, Principal @Nullable [] issuers, SSLEngine engine) {
    for (String kind : kinds) {
      for (int i = 0; i < identities.size(); i++) {
        if (isOf(identities.get(i), kind)) {
          return taken(i);
        }
      }
    }
    return null;
  }

  private @Nullable String taken(int chosen) {
    if (chosen < 0) {
      return null;
    }
    Witness.shows(identities.get(chosen));
    return Integer.toString(chosen);
  }

  private static boolean covers(Identity identity, @Nullable String name) {
    return name != null && identity.covers(name);
  }

  /// What the client says that it wants to reach: SNI, RFC 6066.
  private static @Nullable String requested(@Nullable SSLSession session) {
    if (session instanceof ExtendedSSLSession asked) {
      for (SNIServerName name : asked.getRequestedServerNames()) {
        if (name instanceof SNIHostName host) {
          return host.getAsciiName().toLowerCase(Locale.ROOT);
        }
      }
    }
    return null;
  }

  /// The JDK says `EC_EC` for an EC key in a certificate that was signed by one.
  private static boolean isOf(Identity identity, String kind) {
    String own = identity.key().getAlgorithm();
    int end = kind.indexOf('_');
    String wanted = end < 0 ? kind : kind.substring(0, end);
    return own.equals(wanted)
        || (wanted.equals("EdDSA") && (own.equals("Ed25519") || own.equals("Ed448")));
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
