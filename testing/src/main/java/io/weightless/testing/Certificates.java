package io.weightless.testing;

import io.weightless.net.tls.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;

/// Ready certificates for tests of programs that use TLS. Only for tests: everybody has the keys.
///
/// ```java
/// Identity server = Certificates.server();
/// X509Certificate trusted = Certificates.root();
/// Path chain = Certificates.file("server.pem", directory);
/// ```
///
/// All were issued by an intermediate below [#root()], which comes in the chains, and are valid
/// from 1990, since simulated clocks start in 2000, until 2120, unless it says otherwise.
///
/// | name | is for | key |
/// |---|---|---|
/// | `server` | the server `localhost`, 127.0.0.1, ::1 | EC P-256, as those below |
/// | `rsa`, `pss`, `ed25519`, `ed448` | the same | RSA and RSASSA-PSS of 2048 bits; EdDSA |
/// | `example` | `example.test`, `*.example.test` | |
/// | `other` | `other.test` | |
/// | `expired` | `expired.test` and what `server` is for, until 1999-01-01 | |
/// | `future` | `future.test` and what `server` is for, from 2119-01-01 | |
/// | `client` | the client `CN=client` | |
/// | `stranger` | the client `CN=stranger`, issued by [#otherRoot()] | |
/// | `self-signed` | what `server` is for, issued by itself | |
///
/// The [files][#file] of each are `NAME.pem`, the chain, and `NAME.key`; those of the roots
/// `root.pem` and `other-root.pem`. The keys of some are there in other forms: `server-sec1.key`,
/// `rsa-pkcs1.key`, and encrypted with the password `secret`: `server-encrypted.key`,
/// `rsa-pkcs1-encrypted.key`. Made by `scripts/certificates`.
public final class Certificates {
  private Certificates() {}

  /// The server `localhost` with a key of EC P-256.
  public static Identity server() {
    return named("server");
  }

  /// The server `localhost` with a key of RSA.
  public static Identity rsa() {
    return named("rsa");
  }

  /// The client `CN=client`.
  public static Identity client() {
    return named("client");
  }

  /// The one of this name, as in the table above.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Identity named(String name) {
    try {
      return Identity.parse(text(name + ".pem"), text(name + ".key"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whom a peer of the others has to trust.
  public static X509Certificate root() {
    return certificate("root.pem");
  }

  /// The root that nobody trusts but the friends of `stranger`.
  public static X509Certificate otherRoot() {
    return certificate("other-root.pem");
  }

  /// Copies the file of this name, as in `server.pem`, into a directory, for a program that needs
  /// files.
  ///
  /// @return where it is
  /// @throws IllegalArgumentException if there is none of this name
  public static Path file(String name, Path directory) throws IOException {
    return Files.writeString(directory.resolve(name), text(name));
  }

  private static X509Certificate certificate(String file) {
    try {
      return Identity.parseCertificates(text(file)).getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String file) {
    try (InputStream in = Certificates.class.getResourceAsStream("certificates/" + file)) {
      if (in == null) {
        throw new IllegalArgumentException(
            "there is no certificate or key '" + file + "' for tests");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
