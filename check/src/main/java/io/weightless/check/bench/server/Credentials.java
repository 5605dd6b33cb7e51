package io.weightless.check.bench.server;

import io.weightless.testing.Certificates;
import java.io.IOException;
import java.nio.file.Path;

/// What all servers over TLS show, as files.
///
/// @param chain of certificates, PEM
/// @param key to the first of them, PEM
public record Credentials(Path chain, Path key) {

  /// One of the certificates for tests, for as long as the site is there.
  ///
  /// @param name as of [Certificates]
  public static Credentials of(String name, Site site) throws IOException {
    return new Credentials(
        Certificates.file(name + ".pem", site.work()),
        Certificates.file(name + ".key", site.work()));
  }
}
