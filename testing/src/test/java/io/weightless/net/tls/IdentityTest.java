package io.weightless.net.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.testing.Certificates;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IdentityTest {
  private static final Instant NEW_YEAR = Instant.parse("1999-01-01T00:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"server", "rsa", "pss", "ed25519", "ed448", "client", "self-signed"})
  void aKeyAndTheChainOfItsCertificateAreAnIdentity(String name) {
    Identity known = Certificates.named(name);
    Identity identity = Identity.of(known.key(), known.chain());
    assertThat(identity.key()).isSameAs(known.key());
    assertThat(identity.chain()).isEqualTo(known.chain());
  }

  @Test
  void theRootMayBeInTheChain() {
    List<X509Certificate> chain = new ArrayList<>(Certificates.server().chain());
    chain.add(Certificates.root());
    assertThat(Identity.of(Certificates.server().key(), chain).chain()).hasSize(3);
  }

  @Test
  void itsChainDoesNotChange() {
    List<X509Certificate> chain = new ArrayList<>(Certificates.server().chain());
    Identity identity = Identity.of(Certificates.server().key(), chain);
    chain.clear();
    assertThat(identity.chain()).hasSize(2);
    assertThatThrownBy(() -> identity.chain().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aChainHasACertificate() {
    assertThatThrownBy(() -> Identity.of(Certificates.server().key(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the chain is empty: one's own certificate is expected");
  }

  @ParameterizedTest
  @CsvSource({
    "server, other",
    "rsa, server",
    "server, rsa",
    "ed25519, ed448",
    "pss, rsa",
    "rsa, pss"
  })
  void aKeyOfAnotherCertificateIsRefused(String certificate, String key) {
    assertRefused(
        Certificates.named(key).key(),
        Certificates.named(certificate).chain(),
        "the key is not that of the certificate of CN=localhost, the first in the chain: the one"
            + " with which it was requested is expected");
  }

  @Test
  void whoseKeyItIsInsteadIsSaidIfThatIsInTheChain() {
    assertRefused(
        Certificates.named("example").key(),
        Certificates.named("example").chain().reversed(),
        "the key is not that of the certificate of CN=Weightless intermediate for tests, the first"
            + " in the chain, but that of CN=example.test there, which is to come first");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DSA", "X25519", "DH"})
  void aKeyThatSignsNothingInTlsIsRefused(String algorithm) throws NoSuchAlgorithmException {
    assertRefused(
        KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate(),
        Certificates.server().chain(),
        "the key is damaged, or of a kind that cannot sign here: RSA, RSASSA-PSS, EC (P-256, P-384,"
            + " P-521), Ed25519 or Ed448 is expected");
  }

  @Test
  void aChainWithAGapIsRefused() {
    X509Certificate own = Certificates.server().chain().getFirst();
    assertRefused(
        Certificates.server().key(),
        List.of(own, Certificates.root()),
        "the certificate of CN=localhost, number 1 in the chain, was not issued by the next,"
            + " CN=Weightless root for tests: each is to be followed by its issuer's");
  }

  @Test
  void anIssuerIsKnownByItsSignatureAndNotByItsName() {
    Identity selfSigned = Certificates.named("self-signed");
    X509Certificate namesake = Certificates.server().chain().getFirst();
    assertRefused(
        selfSigned.key(),
        List.of(selfSigned.chain().getFirst(), namesake),
        "the certificate of CN=localhost, number 1 in the chain, was not issued by the next,"
            + " CN=localhost: each is to be followed by its issuer's");
  }

  @ParameterizedTest
  @CsvSource({
    "server, localhost|127.0.0.1|::1",
    "example, example.test|*.example.test",
    "client, client"
  })
  void itsNamesAreThoseOfTheAlternativesOrTheCommonNameWithoutThem(String name, String names) {
    assertThat(String.join("|", Certificates.named(name).names())).isEqualTo(names);
  }

  @Test
  void itCoversTheHostsOfItsOwnCertificate() {
    assertThat(Certificates.server().covers("LOCALHOST.")).isTrue();
    assertThat(Certificates.server().covers("::1")).isTrue();
    assertThat(Certificates.named("example").covers("a.example.test")).isTrue();
    assertThat(Certificates.named("example").covers("other.test")).isFalse();
  }

  @Test
  void itIsValidUntilItsLastMomentAndNotAfter() throws CertificateException {
    Identity expired = Certificates.named("expired");
    expired.checkValidAt(NEW_YEAR);
    assertThatThrownBy(() -> expired.checkValidAt(NEW_YEAR.plusNanos(1)))
        .isInstanceOf(CertificateException.class)
        .hasMessage("the certificate of CN=expired.test expired on 1999-01-01");
  }

  @Test
  void itIsValidFromItsFirstMomentAndNotBefore() throws CertificateException {
    Identity future = Certificates.named("future");
    Instant first = Instant.parse("2119-01-01T00:00:00Z");
    future.checkValidAt(first);
    assertThatThrownBy(() -> future.checkValidAt(first.minusNanos(1)))
        .isInstanceOf(CertificateException.class)
        .hasMessage("the certificate of CN=future.test is not valid before 2119-01-01");
  }

  @Test
  void everyCertificateOfItsChainIsCheckedAtAnyTime() {
    Identity own = Certificates.named("expired");
    assertThatThrownBy(() -> own.checkValidAt(Instant.MIN))
        .hasMessageContaining("not valid before");
    assertThatThrownBy(() -> own.checkValidAt(Instant.MAX)).hasMessageContaining("expired on");
    Chain issuerFirst = new Chain(own.chain().reversed(), "");
    assertThatThrownBy(() -> issuerFirst.checkValidAt(NEW_YEAR.plusSeconds(1)))
        .hasMessage("the certificate of CN=expired.test expired on 1999-01-01");
  }

  @Test
  void itsTextDoesNotShowTheKey() {
    assertThat(Certificates.rsa())
        .hasToString("Identity[CN=localhost, RSA, 1990-01-01 to 2120-01-01]");
  }

  private static void assertRefused(PrivateKey key, List<X509Certificate> chain, String message) {
    assertThatThrownBy(() -> Identity.of(key, chain))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
