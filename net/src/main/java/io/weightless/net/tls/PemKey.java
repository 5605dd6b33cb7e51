package io.weightless.net.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Reads the private key of a text in PEM. No message and no cause of a failure holds any of it.
final class PemKey {
  private static final byte[] RSA = HexFormat.of().parseHex("2a864886f70d010101");
  private static final byte[] EC = HexFormat.of().parseHex("2a8648ce3d0201");
  private static final byte[] NULL = {5, 0};

  /// What the JDK calls the algorithms, by their object identifiers.
  private static final Map<String, String> ALGORITHMS =
      Map.of(
          HexFormat.of().formatHex(RSA),
          "RSA",
          "2a864886f70d01010a",
          "RSASSA-PSS",
          HexFormat.of().formatHex(EC),
          "EC",
          "2b6570",
          "EdDSA",
          "2b6571",
          "EdDSA");

  private PemKey() {}

  /// The only one that there is.
  static PrivateKey of(Pem pem) throws IOException {
    List<PemBlock> keys =
        pem.blocks().stream().filter(block -> block.label().endsWith("PRIVATE KEY")).toList();
    if (keys.isEmpty()) {
      throw pem.lacks("private key", "PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE KEY");
    }
    if (keys.size() > 1) {
      throw new IOException(
          "there are %d private keys in %s, in lines %d and %d for two: one is expected"
              .formatted(keys.size(), pem.source().name(), keys.get(0).line(), keys.get(1).line()));
    }
    return key(keys.getFirst());
  }

  private static PrivateKey key(PemBlock block) throws IOException {
    if (block.label().equals("ENCRYPTED PRIVATE KEY") || block.isEncrypted()) {
      throw new IOException(
          block.name() + " is encrypted: " + command(block) + " decrypts it into a file G");
    }
    byte[] der = block.der();
    try {
      return switch (block.label()) {
        case "PRIVATE KEY" -> pkcs8(block, der);
        case "RSA PRIVATE KEY" -> pkcs8(block, Der.pkcs8(RSA, NULL, der));
        case "EC PRIVATE KEY" -> pkcs8(block, Der.pkcs8(EC, curve(block, der), der));
        default ->
            throw new IOException(
                block.name()
                    + " is of a form that is not read: PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE"
                    + " KEY is expected");
      };
    } catch (GeneralSecurityException | RuntimeException _) {
      throw new IOException(block.name() + " is damaged: copy it again");
    }
  }

  /// The parameters of `ECPrivateKey` (RFC 5915), an element.
  private static byte[] curve(PemBlock block, byte[] der) throws IOException {
    ByteBuffer key = Der.contents(ByteBuffer.wrap(der), Der.SEQUENCE);
    Der.contents(key, Der.INTEGER);
    Der.contents(key, Der.OCTET_STRING);
    if (Der.nextTag(key) != Der.TAGGED_0) {
      throw new IOException(block.name() + " does not name its curve: PRIVATE KEY is expected");
    }
    return Der.bytes(Der.contents(key, Der.TAGGED_0));
  }

  private static PrivateKey pkcs8(PemBlock block, byte[] der)
      throws IOException, GeneralSecurityException {
    ByteBuffer info = Der.contents(ByteBuffer.wrap(der), Der.SEQUENCE);
    Der.contents(info, Der.INTEGER);
    ByteBuffer algorithm = Der.contents(Der.contents(info, Der.SEQUENCE), Der.OBJECT_IDENTIFIER);
    String name = ALGORITHMS.get(HexFormat.of().formatHex(Der.bytes(algorithm)));
    if (name == null) {
      throw new IOException(block.name() + " is of an unknown kind: " + Possession.KINDS);
    }
    return KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  private static String command(PemBlock block) {
    return "'openssl pkey -in " + block.source().file() + " -out G'";
  }
}
