package io.weightless.net.tls;

import static io.weightless.net.tls.Pems.assertRefused;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which keys [Identity#read] refuses, and how it says so.
final class KeyRefusalTest {
  @TempDir Path directory;
  private Pems pems;

  @BeforeEach
  void fillTheDirectory() {
    pems = new Pems(directory);
  }

  @Test
  void aFileWithoutAKeyIsRefused() throws IOException {
    Path chain = pems.of("server.pem");
    assertRefused(
        () -> Identity.read(chain, chain),
        "there is no private key in %s, only CERTIFICATE: a block PRIVATE KEY, RSA PRIVATE KEY or"
            + " EC PRIVATE KEY is expected",
        chain);
  }

  @Test
  void twoKeysAreOneTooMany() throws IOException {
    Path two = pems.write("two.key", pems.text("server.key") + pems.text("rsa.key"));
    assertRefused(
        () -> Identity.read(pems.of("server.pem"), two),
        "there are 2 private keys in %s, in lines 1 and 6 for two: one is expected",
        two);
  }

  @ParameterizedTest
  @ValueSource(strings = {"server-encrypted.key", "rsa-pkcs1-encrypted.key"})
  void anEncryptedKeyIsRefusedWithTheCommandThatDecryptsIt(String name) throws IOException {
    Path key = pems.of(name);
    String label = name.startsWith("rsa") ? "RSA PRIVATE KEY" : "ENCRYPTED PRIVATE KEY";
    assertRefused(
        () -> Identity.read(pems.of("server.pem"), key),
        "the "
            + label
            + " in line 1 of %s is encrypted: 'openssl pkey -in %1$s -out G' decrypts it"
            + " into a file G",
        key);
  }

  @Test
  void aKeyOfAnotherCertificateIsRefusedWithBothFiles() throws IOException {
    Path chain = pems.of("server.pem");
    Path key = pems.of("rsa.key");
    assertRefused(
        () -> Identity.read(chain, key),
        "the key in %s is not that of the certificate of CN=localhost, the first in %s: the one"
            + " with which it was requested is expected",
        key,
        chain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DSA PRIVATE KEY", "OPENSSH PRIVATE KEY"})
  void aKeyOfAnotherFormIsRefused(String label) throws IOException {
    Path key = pems.write("a.key", Armour.of(label, new byte[9]));
    assertRefused(
        () -> Identity.read(pems.of("server.pem"), key),
        "the "
            + label
            + " in line 1 of %s is of a form that is not read: PRIVATE KEY, RSA PRIVATE"
            + " KEY or EC PRIVATE KEY is expected",
        key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DSA", "X25519"})
  void aKeyOfAnotherKindIsRefused(String kind) throws IOException, NoSuchAlgorithmException {
    byte[] der = KeyPairGenerator.getInstance(kind).generateKeyPair().getPrivate().getEncoded();
    Path key = pems.write("a.key", Armour.of("PRIVATE KEY", der));
    assertRefused(
        () -> Identity.read(pems.of("server.pem"), key),
        "the PRIVATE KEY in line 1 of %s is of an unknown kind: RSA, RSASSA-PSS, EC (P-256, P-384,"
            + " P-521), Ed25519 or Ed448 is expected",
        key);
  }

  @Test
  void aKeyOnACurveThatTlsHasNotIsRefused() throws IOException {
    byte[] secp256k1 = HexFormat.of().parseHex("2b8104000a");
    Path key = pems.write("a.key", Armour.of("EC PRIVATE KEY", key(secp256k1)));
    assertRefused(
        () -> Identity.read(pems.of("server.pem"), key),
        "the key in %s is damaged, or of a kind that cannot sign here: RSA, RSASSA-PSS, EC (P-256,"
            + " P-384, P-521), Ed25519 or Ed448 is expected",
        key);
  }

  @Test
  void aKeyInSec1WithoutItsCurveIsRefused() throws IOException {
    byte[] der =
        Der.element(
            Der.SEQUENCE,
            Der.element(Der.INTEGER, new byte[] {1}),
            Der.element(Der.OCTET_STRING, new byte[32]));
    Path key = pems.write("a.key", Armour.of("EC PRIVATE KEY", der));
    assertRefused(
        () -> Identity.read(pems.of("server.pem"), key),
        "the EC PRIVATE KEY in line 1 of %s does not name its curve: PRIVATE KEY is expected",
        key);
  }

  private static byte[] key(byte[] curve) {
    byte[] number = new byte[32];
    number[31] = 7;
    return Der.element(
        Der.SEQUENCE,
        Der.element(Der.INTEGER, new byte[] {1}),
        Der.element(Der.OCTET_STRING, number),
        Der.element(Der.TAGGED_0, Der.element(Der.OBJECT_IDENTIFIER, curve)));
  }
}
