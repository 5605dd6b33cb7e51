package io.weightless.net.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/// Reads the certificates of a text in PEM.
final class PemCertificates {
  private PemCertificates() {}

  /// All of them, and one at least.
  static List<X509Certificate> of(Pem pem) throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (PemBlock block : pem.blocks()) {
      if (block.label().equals("CERTIFICATE")) {
        certificates.add(certificate(block));
      }
    }
    if (certificates.isEmpty()) {
      throw pem.lacks("certificate", "CERTIFICATE");
    }
    return List.copyOf(certificates);
  }

  /// What begins as a sequence is DER to the factory, which would look for PEM in anything else.
  private static X509Certificate certificate(PemBlock block) throws IOException {
    byte[] der = block.der();
    if (der.length == 0 || der[0] != Der.SEQUENCE) {
      throw damaged(block);
    }
    try {
      ByteArrayInputStream in = new ByteArrayInputStream(der);
      var certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      if (in.available() > 0) {
        throw damaged(block);
      }
      return certificate;
    } catch (CertificateException | RuntimeException _) {
      throw damaged(block);
    }
  }

  private static IOException damaged(PemBlock block) {
    return new IOException(
        block.name() + " is damaged: an X.509 certificate is expected; copy it again");
  }
}
