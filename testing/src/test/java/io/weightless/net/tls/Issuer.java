package io.weightless.net.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;

/// Issues certificates as no authority would: of its own key, and in any name.
record Issuer(X500Principal name, KeyPair keys) {
  private static final byte[] ALGORITHM =
      Der.element(Der.SEQUENCE, Der.element(Der.OBJECT_IDENTIFIER, hex("2a8648ce3d040302")));
  private static final byte[] SUBJECT_ALT_NAME = Der.element(Der.OBJECT_IDENTIFIER, hex("551d11"));
  private static final int BIT_STRING = 0x03;
  private static final int UTC_TIME = 0x17;
  private static final int TAGGED_3 = 0xa3;

  static Issuer of(String name) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return new Issuer(new X500Principal(name), generator.generateKeyPair());
  }

  /// The same, with the same key, in another name.
  Issuer renamed(String other) {
    return new Issuer(new X500Principal(other), keys);
  }

  PrivateKey key() {
    return keys.getPrivate();
  }

  X509Certificate ownCertificate() throws GeneralSecurityException {
    return certificate(this, new byte[0]);
  }

  /// @param alternatives the contents of the subjectAltName
  X509Certificate ownCertificate(byte[] alternatives) throws GeneralSecurityException {
    return certificate(this, extension(SUBJECT_ALT_NAME, contents(alternatives)));
  }

  /// One with an empty subject.
  ///
  /// @param alternatives the contents of the subjectAltName, which is critical, as it has to be
  ///   then
  X509Certificate namelessCertificate(byte[] alternatives) throws GeneralSecurityException {
    return certificate(
        renamed(""), extension(SUBJECT_ALT_NAME, hex("0101ff"), contents(alternatives)));
  }

  private static byte[] extension(byte[]... parts) {
    return Der.element(TAGGED_3, Der.element(Der.SEQUENCE, Der.element(Der.SEQUENCE, parts)));
  }

  private static byte[] contents(byte[] alternatives) {
    return Der.element(Der.OCTET_STRING, alternatives);
  }

  X509Certificate certificate(Issuer subject) throws GeneralSecurityException {
    return certificate(subject, new byte[0]);
  }

  private X509Certificate certificate(Issuer subject, byte[] extensions)
      throws GeneralSecurityException {
    byte[] toBeSigned =
        Der.element(
            Der.SEQUENCE,
            Der.element(Der.TAGGED_0, Der.element(Der.INTEGER, new byte[] {2})),
            Der.element(Der.INTEGER, new byte[] {0x2a}),
            ALGORITHM,
            name.getEncoded(),
            Der.element(Der.SEQUENCE, time("900101000000Z"), time("400101000000Z")),
            subject.name.getEncoded(),
            subject.keys.getPublic().getEncoded(),
            extensions);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key());
    signature.update(toBeSigned);
    byte[] signed = Der.element(BIT_STRING, new byte[1], signature.sign());
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(Der.element(Der.SEQUENCE, toBeSigned, ALGORITHM, signed)));
  }

  private static byte[] time(String text) {
    return Der.element(UTC_TIME, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
