package io.weightless.net.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testing.Certificates;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What [Identity#read] takes.
final class IdentityReadTest {
  @TempDir Path directory;
  private Pems pems;

  @BeforeEach
  void fillTheDirectory() {
    pems = new Pems(directory);
  }

  @ParameterizedTest
  @CsvSource({
    "server, EC",
    "rsa, RSA",
    "pss, RSASSA-PSS",
    "ed25519, EdDSA",
    "ed448, EdDSA",
    "client, EC"
  })
  void aKeyInPkcs8IsRead(String name, String algorithm) throws IOException {
    Identity identity = Identity.read(pems.of(name + ".pem"), pems.of(name + ".key"));
    assertThat(identity.key().getAlgorithm()).isEqualTo(algorithm);
    assertThat(identity.chain()).isEqualTo(Certificates.named(name).chain());
  }

  @Test
  void aKeyInPkcs1IsRead() throws IOException {
    Identity identity = Identity.read(pems.of("rsa.pem"), pems.of("rsa-pkcs1.key"));
    assertThat(identity.key()).isEqualTo(Certificates.rsa().key());
  }

  @Test
  void aKeyInSec1IsReadAndTheParametersBeforeItAreSkipped() throws IOException {
    assertThat(pems.text("server-sec1.key")).startsWith("-----BEGIN EC PARAMETERS-----");
    Identity identity = Identity.read(pems.of("server.pem"), pems.of("server-sec1.key"));
    assertThat(number(identity)).isEqualTo(number(Certificates.server()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bothMayBeInOneFileInAnyOrder(boolean keyFirst) throws IOException {
    String chain = pems.text("server.pem");
    String key = pems.text("server-sec1.key");
    Path both = pems.write("both.pem", keyFirst ? key + chain : chain + key);
    assertThat(Identity.read(both, both).chain()).isEqualTo(Certificates.server().chain());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subject=CN=localhost\n%s\nthe end, not to be confused with -----END\n",
        "\ufeff%s",
        "\r\n\r\n  %s",
        "a line with -----BEGIN CERTIFICATE----- within\n%s"
      })
  void textAroundTheBlocksIsIgnored(String around) throws IOException {
    Path chain = pems.write("chain.pem", around.formatted(pems.text("server.pem")));
    Path key = pems.write("a.key", around.formatted(pems.text("server.key")));
    assertThat(Identity.read(chain, key).chain()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\r", " \n", "\n \n\n"})
  void linesMayEndInAnyWay(String end) throws IOException {
    Path chain = pems.write("chain.pem", pems.text("server.pem").replace("\n", end));
    Path key = pems.write("a.key", pems.text("server.key").replace("\n", end));
    assertThat(Identity.read(chain, key).chain()).hasSize(2);
  }

  @Test
  void aFileMayHaveAsManyBytesAsTheLimit() throws IOException {
    String text = pems.text("root.pem");
    Path full = pems.write("full.pem", text + " ".repeat(Source.LIMIT - text.length()));
    assertThat(Files.size(full)).isEqualTo(1_048_576);
    assertThat(Identity.readCertificates(full)).hasSize(1);
  }

  @Test
  void certificatesAreReadInTheirOrderWhoeverIssuedThem() throws IOException {
    String text = pems.text("other-root.pem") + pems.text("server.key") + pems.text("root.pem");
    assertThat(Identity.readCertificates(pems.write("trusted.pem", text)))
        .containsExactly(Certificates.otherRoot(), Certificates.root());
  }

  @Test
  void whatIsReadDoesNotShowTheKeyInItsText() throws IOException {
    Pem pem = Pem.of(Source.ofText("the text", "\n" + pems.text("server.key")));
    assertThat(pem)
        .hasToString("Pem[source=the text, blocks=[the PRIVATE KEY in line 2 of the text]]");
  }

  @Test
  void textsAreReadAsFilesAre() throws IOException {
    Identity identity = Identity.parse(pems.text("rsa.pem"), pems.text("rsa-pkcs1.key"));
    assertThat(identity.chain()).isEqualTo(Certificates.rsa().chain());
    assertThat(Identity.parseCertificates(pems.text("rsa.pem"))).isEqualTo(identity.chain());
  }

  /// Keys are the same if they are so in their forms, which may hold the public key or not.
  private static BigInteger number(Identity identity) {
    return ((ECPrivateKey) identity.key()).getS();
  }
}
