package io.weightless.net.tls;

import static io.weightless.net.tls.Pems.assertRefused;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which files [Identity#read] refuses, and how it says so.
final class IdentityRefusalTest {
  @TempDir Path directory;
  private Pems pems;

  @BeforeEach
  void fillTheDirectory() {
    pems = new Pems(directory);
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws IOException {
    Path missing = directory.resolve("missing.pem");
    assertRefused(
        () -> Identity.read(missing, pems.of("server.key")),
        "cannot read %s: there is no such file",
        missing);
    assertRefused(
        () -> Identity.read(pems.of("server.pem"), missing),
        "cannot read %s: there is no such file",
        missing);
    assertRefused(
        () -> Identity.readCertificates(missing), "cannot read %s: there is no such file", missing);
  }

  @Test
  void aDirectoryIsNoFile() {
    assertRefused(
        () -> Identity.readCertificates(directory),
        "cannot read %s: it is a directory; a PEM file is expected",
        directory);
  }

  @Test
  void whatTheSystemCannotOpenIsRefusedInItsWords() throws IOException {
    Path below = pems.of("server.pem").resolve("below.pem");
    assertRefused(() -> Identity.readCertificates(below), "cannot read %s: Not a directory", below);
  }

  @Test
  void aNameOfAFileStaysInOneLine() {
    Path missing = directory.resolve("a\nb\u2028c\u001bd.pem");
    assertRefused(
        () -> Identity.readCertificates(missing),
        "cannot read %s: there is no such file",
        directory.resolve("a?b?c?d.pem"));
  }

  @Test
  void aFileWithAByteMoreThanTheLimitIsRefused() throws IOException {
    Path large = pems.write("large.pem", " ".repeat(1_048_577));
    String message =
        "%s is larger than 1,048,576 bytes, the limit; certificates and keys in PEM are expected";
    assertRefused(() -> Identity.read(large, large), message, large);
    assertRefused(
        () -> Identity.parse(Files.readString(large), ""), message, "the text of certificates");
  }

  @Test
  void ofAFileWithoutEndNoMoreThanTheLimitIsRead() {
    Path endless = Path.of("/dev/zero");
    assumeThat(endless).exists();
    assertRefused(
        () -> Identity.readCertificates(endless),
        "%s is larger than 1,048,576 bytes, the limit; certificates and keys in PEM are expected",
        endless);
  }

  @Test
  void aFileWithoutACertificateIsRefused() throws IOException {
    Path key = pems.of("server-sec1.key");
    assertRefused(
        () -> Identity.read(key, key),
        "there is no certificate in %s, only EC PARAMETERS, EC PRIVATE KEY: a block CERTIFICATE is"
            + " expected",
        key);
    Path empty = pems.write("empty.pem", "");
    assertRefused(
        () -> Identity.read(empty, key),
        "there is no certificate in %s: a block CERTIFICATE is expected",
        empty);
  }

  @Test
  void aFileInDerIsToldFromOneWithoutBlocks() throws IOException {
    Path der = directory.resolve("server.der");
    Files.write(der, Armour.der(pems.text("root.pem")));
    assertRefused(
        () -> Identity.readCertificates(der),
        "there is no certificate in %s, which is not text: PEM is expected",
        der);
  }

  @Test
  void aChainWithoutOrderIsRefused() throws IOException {
    Path chain = pems.write("chain.pem", pems.text("self-signed.pem") + pems.text("root.pem"));
    assertRefused(
        () -> Identity.read(chain, pems.of("self-signed.key")),
        "the certificate of CN=localhost, number 1 in %s, was not issued by the next, CN=Weightless"
            + " root for tests: each is to be followed by its issuer's",
        chain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CERTIFICATE", "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"})
  void damagedBase64IsRefusedWithItsLine(String label) throws IOException {
    Path file =
        pems.write(
            "a.pem", "text\n-----BEGIN %s-----\nMII-\n-----END %1$s-----\n".formatted(label));
    assertRefused(
        () -> readEither(label, file),
        "the " + label + " in line 2 of %s is damaged: it is not base64; copy it again",
        file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CERTIFICATE", "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"})
  void damagedDerIsRefusedWithItsLine(String label) throws IOException {
    for (String hex : new String[] {"", "00", "30", "3000", "30800000", "3084ffffffff", "300102"}) {
      Path file = pems.write("a.pem", Armour.of(label, HexFormat.of().parseHex(hex)));
      String right = label.equals("CERTIFICATE") ? "an X.509 certificate is expected; " : "";
      assertRefused(
          () -> readEither(label, file),
          "the " + label + " in line 1 of %s is damaged: " + right + "copy it again",
          file);
    }
  }

  @Test
  void bytesBehindACertificateAreRefused() throws IOException {
    byte[] root = Armour.der(pems.text("root.pem"));
    byte[] more = Arrays.copyOf(root, root.length + 1);
    Path file = pems.write("a.pem", Armour.of("CERTIFICATE", more));
    assertRefused(
        () -> Identity.readCertificates(file),
        "the CERTIFICATE in line 1 of %s is damaged: an X.509 certificate is expected; copy it"
            + " again",
        file);
  }

  @Test
  void pemWithinACertificateIsRefused() throws IOException {
    byte[] pem = pems.text("root.pem").getBytes(StandardCharsets.US_ASCII);
    Path file = pems.write("a.pem", Armour.of("CERTIFICATE", pem));
    assertRefused(
        () -> Identity.readCertificates(file),
        "the CERTIFICATE in line 1 of %s is damaged: an X.509 certificate is expected; copy it"
            + " again",
        file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----END PRIVATE KEY-----\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n",
        "-----\n"
      })
  void aBlockWithoutItsLastLineIsRefused(String instead) throws IOException {
    Path file = pems.write("a.pem", "-----BEGIN CERTIFICATE-----\nMIIA\n" + instead);
    assertRefused(
        () -> Identity.readCertificates(file),
        "the CERTIFICATE in line 1 of %s is damaged: its last line '-----END CERTIFICATE-----' is"
            + " missing",
        file);
  }

  @Test
  void aBlockWithoutLinesIsRefused() throws IOException {
    Path file = pems.write("a.key", pems.text("server.key").replace("\n", ""));
    assertRefused(
        () -> Identity.read(pems.of("server.pem"), file),
        "line 1 of %s is damaged: a block begins with a line like '-----BEGIN CERTIFICATE-----',"
            + " with nothing else in it",
        file);
  }

  private void readEither(String label, Path file) throws IOException {
    if (label.equals("CERTIFICATE")) {
      Identity.readCertificates(file);
    } else {
      Identity.read(pems.of("server.pem"), file);
    }
  }
}
