package io.weightless.check.bench.tls;

import io.weightless.check.bench.server.Server;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a server and the clients agree upon.
final class Agreement {
  /// In what `s_client -brief` prints.
  private static final List<String> TERMS =
      List.of("Protocol version", "Ciphersuite", "Server Temp Key", "Signature type");

  private Agreement() {}

  /// In one line.
  ///
  /// @throws IOException if they don't
  static String with(Server server, OpenSsl openssl) throws IOException, InterruptedException {
    String place = "127.0.0.1:" + server.port();
    return parse(OpenSsl.lines(openssl.start(List.of("s_client", "-brief", "-connect", place))));
  }

  static String parse(List<String> lines) throws IOException {
    List<String> agreed = new ArrayList<>();
    for (String term : TERMS) {
      String head = term + ": ";
      lines.stream()
          .filter(line -> line.startsWith(head))
          .map(line -> line.substring(head.length()))
          .forEach(agreed::add);
    }
    if (agreed.isEmpty()) {
      throw new IOException("no TLS: " + String.join(" ", lines));
    }
    return String.join(", ", agreed);
  }
}
