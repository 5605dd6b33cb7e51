package io.weightless.net.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PossessionTest {
  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
  void aKeyIsProvenToItsPublicOneAndToNoOther(String curve) throws GeneralSecurityException {
    KeyPair pair = pair("EC", new ECGenParameterSpec(curve));
    KeyPair other = pair("EC", new ECGenParameterSpec(curve));
    Possession possession = Possession.of(pair.getPrivate());
    assertThat(possession.isProvenTo(pair.getPublic())).isTrue();
    assertThat(possession.isProvenTo(other.getPublic())).isFalse();
  }

  @Test
  void aKeyThatPrescribesItsParametersIsObeyed() throws GeneralSecurityException {
    AlgorithmParameterSpec sha384 =
        new PSSParameterSpec("SHA-384", "MGF1", MGF1ParameterSpec.SHA384, 48, 1);
    KeyPair pair =
        pair("RSASSA-PSS", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4, sha384));
    assertThat(Possession.of(pair.getPrivate()).isProvenTo(pair.getPublic())).isTrue();
  }

  /// As the keys of a device that was pulled out do.
  @Test
  void aKeyThatFailsIsRefused() {
    PrivateKey failing =
        new PrivateKey() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getAlgorithm() {
            return "RSA";
          }

          @Override
          public String getFormat() {
            return "PKCS#8";
          }

          @Override
          public byte[] getEncoded() {
            throw new ProviderException("gone");
          }
        };
    assertThatThrownBy(() -> Possession.of(failing))
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageStartingWith("is damaged, or of a kind that cannot sign here");
  }

  private static KeyPair pair(String algorithm, AlgorithmParameterSpec parameters)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(parameters);
    return generator.generateKeyPair();
  }
}
