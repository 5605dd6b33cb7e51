package io.weightless.net.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Certificates that can be had, but not from an authority.
final class OddCertificatesTest {
  @Test
  void anIssuerOfTheRightKeyAndAnotherNameIsRefused() throws GeneralSecurityException {
    Issuer issuer = Issuer.of("CN=issuer");
    Issuer leaf = Issuer.of("CN=leaf");
    var own = issuer.certificate(leaf);
    var next = issuer.renamed("CN=renamed").ownCertificate();
    assertThat(Identity.of(leaf.key(), List.of(own, issuer.ownCertificate())).chain()).hasSize(2);
    assertThatThrownBy(() -> Identity.of(leaf.key(), List.of(own, next)))
        .hasMessageContaining("CN=leaf, number 1 in the chain, was not issued by the next, CN=re");
  }

  @ParameterizedTest
  @CsvSource({
    "'CN=inner.test,O=Some,CN=outer.test', inner.test",
    "'O=Some+CN=Beside.Test', beside.test",
    "'CN=127.0.0.1', ''",
    "'CN=::1', ''",
    "'O=Some', ''"
  })
  void theMostSpecificCommonNameIsItsNameUnlessItIsAnAddress(String subject, String name)
      throws GeneralSecurityException {
    assertThat(String.join("|", identity(Issuer.of(subject)).names())).isEqualTo(name);
  }

  /// The common name is a truth value.
  @Test
  void aCommonNameThatIsNoTextIsNoName() throws GeneralSecurityException {
    byte[] subject = HexFormat.of().parseHex("300c310a300806035504030101ff");
    Issuer issuer = new Issuer(new X500Principal(subject), Issuer.of("CN=a").keys());
    assertThat(identity(issuer).names()).isEmpty();
  }

  /// An e-mail address.
  @Test
  void aSubjectAltNameWithoutHostsLeavesItWithoutNames() throws GeneralSecurityException {
    assertThat(identity("CN=a.test", "30058103614062").names()).isEmpty();
  }

  /// As they are in constraints.
  @Test
  void anAddressWithAMaskIsNoAddress() throws GeneralSecurityException {
    assertThat(identity("CN=a.test", "300a87087f000001ffffff00").names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "3000", "3003820261", "3003870100"})
  void aDamagedSubjectAltNameIsRefusedAndTheCommonNameNotTakenForIt(String alternatives) {
    assertThatThrownBy(() -> identity("CN=a.test", alternatives))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the subjectAltName of the certificate of CN=a.test is damaged");
  }

  @Test
  void inAMessageItsSubjectIsOneLine() throws GeneralSecurityException {
    assertThat(Subject.of(Issuer.of("CN=\"a\nb\"").ownCertificate())).isEqualTo("CN=\"a?b\"");
  }

  @Test
  void inAMessageItsSerialNumberStandsForAnEmptySubject() throws GeneralSecurityException {
    byte[] alternatives = HexFormat.of().parseHex("3003820161");
    assertThat(Subject.of(Issuer.of("CN=issuer").namelessCertificate(alternatives)))
        .isEqualTo("the serial number 2a");
  }

  @Test
  void inAMessageNoMoreThanAHundredLettersOfItsSubjectAreShown() throws GeneralSecurityException {
    String most = "a".repeat(97);
    assertThat(Subject.of(Issuer.of("CN=" + most).ownCertificate())).isEqualTo("CN=" + most);
    assertThat(Subject.of(Issuer.of("CN=" + most + "b").ownCertificate()))
        .isEqualTo("CN=" + most + "...");
  }

  private static Identity identity(Issuer issuer) throws GeneralSecurityException {
    return Identity.of(issuer.key(), List.of(issuer.ownCertificate()));
  }

  private static Identity identity(String subject, String alternatives)
      throws GeneralSecurityException {
    Issuer issuer = Issuer.of(subject);
    byte[] contents = HexFormat.of().parseHex(alternatives);
    return Identity.of(issuer.key(), List.of(issuer.ownCertificate(contents)));
  }
}
