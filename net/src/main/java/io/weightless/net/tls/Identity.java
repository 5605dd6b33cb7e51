package io.weightless.net.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Who one is to a TLS peer: a private key, and the chain of certificates that proves it.
///
/// ```java
/// Identity identity = Identity.read(Path.of("fullchain.pem"), Path.of("privkey.pem"));
/// identity.checkValidAt(Instant.now());
/// ```
///
/// It belongs together: the key is that of the first certificate, and each certificate was issued
/// by the next. Whether anybody trusts the last one, and whether they are valid at a certain time,
/// is another question.
///
/// - **Runs on**: any thread; it never changes.
/// - **Limit**: 1 MiB for a file or a text that is read.
public final class Identity {
  private final PrivateKey key;
  private final Chain chain;
  private final CertificateNames names;

  /// @throws CertificateException in one line, if they do not belong together
  private Identity(PrivateKey key, String keyName, Chain chain) throws CertificateException {
    this.key = key;
    this.chain = chain;
    chain.checkKey(key, keyName);
    chain.checkOrder();
    this.names = CertificateNames.of(chain.first());
  }

  /// Of a key and the certificates that prove it, one's own first.
  ///
  /// The key may be one that does not tell what it holds, as of a device: a few bytes are signed
  /// with it.
  ///
  /// @throws IllegalArgumentException saying in one line why they do not belong together
  public static Identity of(PrivateKey key, List<X509Certificate> chain) {
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("the chain is empty: one's own certificate is expected");
    }
    try {
      return new Identity(key, "the key", new Chain(List.copyOf(chain), "the chain"));
    } catch (CertificateException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /// Reads two files in PEM (RFC 7468), which may be one and the same.
  ///
  /// The one has one's own certificate, followed by those of its issuers. The other has the key, as
  /// PKCS #8 (`PRIVATE KEY`: RSA, RSASSA-PSS, EC, Ed25519, Ed448), PKCS #1 (`RSA PRIVATE KEY`) or
  /// SEC 1 (`EC PRIVATE KEY`); one that is encrypted is refused. What else is there is ignored.
  ///
  /// - **Waits**: never as a task does: it holds its thread while it reads, as the JDK's files do.
  ///
  /// @throws IOException in one line, which names the file, says what is wrong with it and what is
  ///   expected, and tells nothing of the key
  public static Identity read(Path certificates, Path key) throws IOException {
    return of(Source.ofFile(certificates), Source.ofFile(key));
  }

  /// The same of two texts that came from elsewhere than a file.
  ///
  /// @throws IOException as [#read] does
  public static Identity parse(String certificates, String key) throws IOException {
    return of(
        Source.ofText("the text of certificates", certificates),
        Source.ofText("the text of the key", key));
  }

  private static Identity of(Source certificates, Source key) throws IOException {
    Chain chain = new Chain(PemCertificates.of(Pem.of(certificates)), certificates.name());
    PrivateKey privateKey = PemKey.of(Pem.of(key));
    try {
      return new Identity(privateKey, "the key in " + key.name(), chain);
    } catch (CertificateException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// Reads the certificates of a file in PEM: those of whom one trusts. What else is there is
  /// ignored.
  ///
  /// - **Waits**: never as a task does: it holds its thread while it reads, as the JDK's files do.
  ///
  /// @return in their order, one at least
  /// @throws IOException as [#read] does
  public static List<X509Certificate> readCertificates(Path file) throws IOException {
    return PemCertificates.of(Pem.of(Source.ofFile(file)));
  }

  /// The same of a text that came from elsewhere than a file.
  ///
  /// @throws IOException as [#read] does
  public static List<X509Certificate> parseCertificates(String text) throws IOException {
    return PemCertificates.of(Pem.of(Source.ofText("the text of certificates", text)));
  }

  PrivateKey key() {
    return key;
  }

  /// One's own certificate first, then each one's issuer's.
  public List<X509Certificate> chain() {
    return chain.certificates();
  }

  /// The hosts of one's own certificate: the names and addresses of its subjectAltName, in lower
  /// case and in their order, some as `*.example.test`; or the common name of its subject, only if
  /// it has no subjectAltName.
  public Set<String> names() {
    return names.all();
  }

  /// Whether one's own certificate is for this host: a name in ASCII, of which a dot at the end
  /// does not count, nor do capitals; or an IPv4 or IPv6 address.
  ///
  /// `*.example.test` covers `a.example.test`, but not `example.test` nor `a.b.example.test`, and
  /// an asterisk that is not a whole first label covers nothing (RFC 9525, section 6.3). An address
  /// is covered by that address alone.
  public boolean covers(String host) {
    return names.cover(host);
  }

  /// Checks that every certificate of the chain is valid at this moment, both ends included.
  ///
  /// @throws CertificateException in one line: "the certificate of CN=a.test expired on 2024-01-01"
  public void checkValidAt(Instant now) throws CertificateException {
    chain.checkValidAt(now);
  }

  /// Whom it is about, without the key.
  @Override
  public String toString() {
    X509Certificate first = chain.first();
    return "Identity[%s, %s, %s to %s]"
        .formatted(
            Subject.of(first),
            first.getPublicKey().getAlgorithm(),
            Chain.date(first.getNotBefore()),
            Chain.date(first.getNotAfter()));
  }
}
