package io.weightless.net.tls;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;

/// A certificate, the one of its issuer, that one's issuer and so on: the root may be there or not.
///
/// @param name as in "the first in NAME"
record Chain(List<X509Certificate> certificates, String name) {
  X509Certificate first() {
    return certificates.getFirst();
  }

  /// @throws CertificateException in one line, unless each is issued by the next
  void checkOrder() throws CertificateException {
    for (int i = 0; i + 1 < certificates.size(); i++) {
      X509Certificate certificate = certificates.get(i);
      X509Certificate next = certificates.get(i + 1);
      if (!isIssued(certificate, next)) {
        throw new CertificateException(
            "the certificate of %s, number %d in %s, was not issued by the next, %s: each is to be"
                    .formatted(Subject.of(certificate), i + 1, name, Subject.of(next))
                + " followed by its issuer's");
      }
    }
  }

  private static boolean isIssued(X509Certificate certificate, X509Certificate by) {
    if (!certificate.getIssuerX500Principal().equals(by.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(by.getPublicKey());
      return true;
    } catch (GeneralSecurityException | RuntimeException _) {
      return false;
    }
  }

  /// @param keyName as in "the key in F"
  /// @throws CertificateException in one line, unless `key` is that of the first
  void checkKey(PrivateKey key, String keyName) throws CertificateException {
    Possession possession;
    try {
      possession = Possession.of(key);
    } catch (InvalidKeyException e) {
      throw new CertificateException(keyName + " " + e.getMessage(), e);
    }
    if (!possession.isProvenTo(first().getPublicKey())) {
      throw new CertificateException(
          keyName
              + " is not that of the certificate of "
              + Subject.of(first())
              + ", the first in "
              + name
              + advice(possession));
    }
  }

  private String advice(Possession possession) {
    for (X509Certificate other : certificates) {
      if (possession.isProvenTo(other.getPublicKey())) {
        return ", but that of " + Subject.of(other) + " there, which is to come first";
      }
    }
    return ": the one with which it was requested is expected";
  }

  /// @throws CertificateException in one line, if one of them is not valid
  void checkValidAt(Instant now) throws CertificateException {
    for (X509Certificate certificate : certificates) {
      String subject = "the certificate of " + Subject.of(certificate);
      if (now.isAfter(certificate.getNotAfter().toInstant())) {
        throw new CertificateExpiredException(
            subject + " expired on " + date(certificate.getNotAfter()));
      }
      if (now.isBefore(certificate.getNotBefore().toInstant())) {
        throw new CertificateNotYetValidException(
            subject + " is not valid before " + date(certificate.getNotBefore()));
      }
    }
  }

  /// In UTC.
  static LocalDate date(Date date) {
    return LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC);
  }
}
