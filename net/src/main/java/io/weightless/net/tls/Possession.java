package io.weightless.net.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/// Proof that a private key belongs to a public one: what the one has signed, the other verifies.
///
/// A key need not tell what it holds for that: it may live in a device. What fails there may be
/// unchecked.
final class Possession {
  /// What is right, for messages.
  static final String KINDS =
      "RSA, RSASSA-PSS, EC (P-256, P-384, P-521), Ed25519 or Ed448 is expected";

  private static final byte[] TEXT = "to be signed".getBytes(StandardCharsets.US_ASCII);
  private static final PSSParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  private final PrivateKey key;
  private final byte[] signature;

  private Possession(PrivateKey key, byte[] signature) {
    this.key = key;
    this.signature = signature;
  }

  /// Signs.
  ///
  /// @throws InvalidKeyException saying in words that follow upon "the key" why it can't
  static Possession of(PrivateKey key) throws InvalidKeyException {
    try {
      Signature signing = signature(key);
      signing.initSign(key);
      signing.update(TEXT);
      return new Possession(key, signing.sign());
    } catch (GeneralSecurityException | RuntimeException _) {
      throw new InvalidKeyException("is damaged, or of a kind that cannot sign here: " + KINDS);
    }
  }

  /// Whether the key that has signed belongs to this one.
  boolean isProvenTo(PublicKey other) {
    try {
      Signature verifying = signature(key);
      verifying.initVerify(other);
      verifying.update(TEXT);
      return verifying.verify(signature);
    } catch (GeneralSecurityException | RuntimeException _) {
      return false;
    }
  }

  private static Signature signature(PrivateKey key) throws GeneralSecurityException {
    return switch (key.getAlgorithm()) {
      case "RSA" -> Signature.getInstance("SHA256withRSA");
      case "RSASSA-PSS" -> pss(key);
      case "EC" -> Signature.getInstance("SHA256withECDSA");
      case "EdDSA", "Ed25519", "Ed448" -> Signature.getInstance("EdDSA");
      default -> throw new InvalidKeyException(key.getAlgorithm());
    };
  }

  /// A key may prescribe the parameters.
  private static Signature pss(PrivateKey key) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    boolean prescribed = key instanceof RSAKey rsa && rsa.getParams() instanceof PSSParameterSpec;
    signature.setParameter(prescribed ? ((RSAKey) key).getParams() : PSS);
    return signature;
  }
}
