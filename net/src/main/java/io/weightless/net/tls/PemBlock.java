package io.weightless.net.tls;

import java.io.IOException;
import java.util.Base64;
import java.util.List;

/// One block of PEM.
///
/// @param line where it begins
/// @param body the lines between its first and its last
record PemBlock(Source source, int line, String label, List<String> body) {
  /// As in "NAME is damaged".
  String name() {
    return "the " + label + " in line " + line + " of " + source.name();
  }

  /// Whether it was encrypted as in RFC 1421, which is told by a header within the block.
  boolean isEncrypted() {
    return body.stream()
        .anyMatch(entry -> entry.startsWith("Proc-Type:") && entry.endsWith("ENCRYPTED"));
  }

  byte[] der() throws IOException {
    try {
      return Base64.getDecoder().decode(String.join("", body));
    } catch (IllegalArgumentException _) {
      throw new IOException(name() + " is damaged: it is not base64; copy it again");
    }
  }

  /// For who may not see what it holds.
  @Override
  public String toString() {
    return name();
  }
}
