package io.weightless.check.bench.tls;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Programs;
import io.weightless.check.bench.server.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The program `openssl`, which offers nothing but [#CIPHER].
final class OpenSsl {
  static final String CIPHER = "TLS_AES_256_GCM_SHA384";

  private static final String CONFIGURATION =
      """
      openssl_conf = all
      [all]
      ssl_conf = ssl
      [ssl]
      system_default = clients
      [clients]
      MinProtocol = TLSv1.3
      Ciphersuites = %s
      """
          .formatted(CIPHER);

  private final Path configuration;
  private final Children children;

  private OpenSsl(Path configuration, Children children) {
    this.configuration = configuration;
    this.children = children;
  }

  /// @throws IOException if it is not installed
  static OpenSsl in(Site site, Children children) throws IOException {
    if (!Programs.isInstalled("openssl")) {
      throw new IOException("openssl is not installed");
    }
    Path file = site.work().resolve("openssl.cnf");
    return new OpenSsl(Files.writeString(file, CONFIGURATION), children);
  }

  /// For other programs on its library.
  Map<String, String> environment() {
    return Map.of("OPENSSL_CONF", configuration.toString());
  }

  /// Starts it with these arguments and an empty standard input.
  Process start(List<String> arguments) throws IOException {
    List<String> words = new ArrayList<>(arguments);
    words.addFirst("openssl");
    var command = new ProcessBuilder(words);
    command.environment().putAll(environment());
    Process process = children.start(command);
    process.getOutputStream().close();
    return process;
  }

  /// What it prints until it ends.
  static List<String> lines(Process process) throws IOException, InterruptedException {
    try (var output = process.inputReader()) {
      List<String> lines = output.lines().toList();
      process.waitFor();
      return lines;
    }
  }
}
