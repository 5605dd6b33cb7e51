package io.weightless.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.tls.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CertificatesTest {
  private static final Instant SIMULATED = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2119-12-31T00:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"server", "rsa", "pss", "ed25519", "ed448", "example", "other", "client"})
  void whoTrustsTheRootTrustsThem(String name) throws GeneralSecurityException {
    Identity identity = Certificates.named(name);
    validate(identity, Certificates.root(), SIMULATED);
    validate(identity, Certificates.root(), LAST);
    assertThatThrownBy(() -> validate(identity, Certificates.otherRoot(), LAST))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void aStrangerIsTrustedByWhoTrustsTheOtherRoot() throws GeneralSecurityException {
    validate(Certificates.named("stranger"), Certificates.otherRoot(), LAST);
    assertThatThrownBy(() -> validate(Certificates.named("stranger"), Certificates.root(), LAST))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void oneIsExpiredAndOneIsNotYetValid() {
    assertThatThrownBy(() -> Certificates.named("expired").checkValidAt(SIMULATED))
        .hasMessageContaining("expired on 1999-01-01");
    assertThatThrownBy(() -> Certificates.named("future").checkValidAt(SIMULATED))
        .hasMessageContaining("is not valid before 2119-01-01");
  }

  @ParameterizedTest
  @CsvSource({"server, EC", "rsa, RSA", "client, EC"})
  void theUsualOnesHaveMethods(String name, String algorithm) {
    Identity identity =
        switch (name) {
          case "server" -> Certificates.server();
          case "rsa" -> Certificates.rsa();
          default -> Certificates.client();
        };
    X509Certificate own = identity.chain().getFirst();
    assertThat(own).isEqualTo(Certificates.named(name).chain().getFirst());
    assertThat(own.getPublicKey().getAlgorithm()).isEqualTo(algorithm);
  }

  @Test
  void filesAreCopiedForPrograms(@TempDir Path directory) throws IOException {
    Path chain = Certificates.file("server.pem", directory);
    Path key = Certificates.file("server-sec1.key", directory);
    assertThat(chain).isEqualTo(directory.resolve("server.pem"));
    assertThat(Identity.read(chain, key).chain()).isEqualTo(Certificates.server().chain());
  }

  @Test
  void whatIsNotThereIsNamed(@TempDir Path directory) {
    assertThatThrownBy(() -> Certificates.named("nobody"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no certificate or key 'nobody.pem' for tests");
    assertThatThrownBy(() -> Certificates.file("root.key", directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no certificate or key 'root.key' for tests");
  }

  private static void validate(Identity identity, X509Certificate root, Instant at)
      throws GeneralSecurityException {
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(identity.chain()), parameters);
  }
}
