package io.weightless.check.conformance;

import io.weightless.testing.Certificates;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// The JDK's own TLS with the [Certificates] of tests, which its clients trust, and no others.
public final class Trust {
  public static final SSLContext CONTEXT = context();

  private Trust() {}

  private static SSLContext context() {
    try {
      KeyStore anchors = store();
      anchors.setCertificateEntry("root", Certificates.root());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(anchors);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static KeyStore store() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  /// Of the server of this machine.
  ///
  /// @param keyFile the key of [Certificates#server], in PEM
  public static SSLContext server(Path keyFile) throws GeneralSecurityException, IOException {
    String base64 = Files.readString(keyFile).replaceAll("-----.*-----|\\s", "");
    var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
    PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(encoded);
    Certificate[] chain = Certificates.server().chain().toArray(Certificate[]::new);
    KeyStore store = store();
    store.setKeyEntry("server", key, new char[0], chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /// A connection to this machine.
  public static Socket connect(int port) throws IOException {
    return CONTEXT.getSocketFactory().createSocket("127.0.0.1", port);
  }
}
