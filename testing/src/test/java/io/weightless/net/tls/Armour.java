package io.weightless.net.tls;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Blocks of PEM around bytes, and what is within them.
final class Armour {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Armour() {}

  static String of(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, LINES.encodeToString(der), label);
  }

  /// The base64 of the last block, in one line.
  static String body(String pem) {
    String end = "-----END ";
    int last = pem.lastIndexOf(end);
    int start = pem.lastIndexOf("-----\n", last - 1) + 6;
    return pem.substring(start, last).replace("\n", "");
  }

  static byte[] der(String pem) {
    return Base64.getDecoder().decode(body(pem));
  }
}
