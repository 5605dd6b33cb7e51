package io.weightless.net.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Makes the JDK's engines as this package wants them.
///
/// @param context where sessions are remembered, so that they can be resumed
record Engines(SSLContext context) {
  /// TLS 1.3, and of 1.2 what is as good: with forward secrecy, and authenticated (RFC 9325).
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private static final String[] CIPHERS = {
    "TLS_AES_256_GCM_SHA384",
    "TLS_AES_128_GCM_SHA256",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
  };

  /// @param identities with which we show who we are; none is fine for a client
  /// @param anchors whom we trust; null for those whom the JDK trusts
  static Engines of(List<Identity> identities, @Nullable List<X509Certificate> anchors) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new Chooser[] {new Chooser(identities)}, new TrustManager[] {trust(anchors)}, null);
      return new Engines(context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS: " + e.getMessage(), e);
    }
  }

  private static TrustManager trust(@Nullable List<X509Certificate> anchors)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(anchors == null ? null : store(anchors));
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager checker) {
        return new SeenChecker(checker);
      }
    }
    throw new GeneralSecurityException("it checks no certificates");
  }

  private static KeyStore store(List<X509Certificate> anchors) throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (X509Certificate anchor : anchors) {
        store.setCertificateEntry("anchor " + store.size(), anchor);
      }
      return store;
    } catch (IOException e) {
      throw new AssertionError("an empty store is read from nowhere", e);
    }
  }

  /// @throws IllegalArgumentException when there are none
  static List<X509Certificate> anchors(List<X509Certificate> given) {
    if (given.isEmpty()) {
      throw new IllegalArgumentException("without anybody to trust nobody gets in");
    }
    return List.copyOf(given);
  }

  SSLEngine client(String name, int port) {
    SSLEngine engine = context.createSSLEngine(name, port);
    engine.setUseClientMode(true);
    return engine;
  }

  SSLEngine server() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    return engine;
  }

  /// @param protocols to agree upon by ALPN, the preferred ones first
  static SSLParameters parameters(List<String> protocols) {
    SSLParameters parameters = new SSLParameters(CIPHERS, VERSIONS);
    parameters.setUseCipherSuitesOrder(true);
    parameters.setApplicationProtocols(protocols.toArray(String[]::new));
    return parameters;
  }
}
