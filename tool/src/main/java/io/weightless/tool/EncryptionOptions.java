package io.weightless.tool;

import io.weightless.net.Address;
import io.weightless.net.tls.Identity;
import io.weightless.net.tls.IdentityFiles;
import io.weightless.net.tls.TlsServer;
import io.weightless.reactor.Clock;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `--tls-cert` and what belongs to it, of a command that serves HTTP.
final class EncryptionOptions {
  private static final int MAX_PORT = 65_535;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description =
          "Serves HTTPS with this certificate, followed by its issuers', in PEM. When the file is"
              + " renewed, new connections get the new one.")
  private @Nullable Path certificates;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "The certificate's private key, in PEM; by default it is in the same file.")
  private @Nullable Path key;

  @Option(
      names = "--self-signed",
      description = "Serves HTTPS with a certificate made for 30 days, which nobody trusts.")
  private boolean selfSigned;

  @Option(
      names = "--redirect-from",
      paramLabel = "PORT",
      description = "With HTTPS: leads clients of http:// on this port to it; 0 picks a free one.")
  private @Nullable Integer redirectFrom;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  /// Reads the files, or makes a certificate.
  ///
  /// @param place where HTTPS is to be served
  /// @return null when it is to be HTTP
  /// @throws ParameterException in one line, when that is not possible
  @Nullable Encryption encryption(Address place) throws IOException, InterruptedException {
    check(place.port());
    Address redirects = redirectFrom == null ? null : new Address(place.host(), redirectFrom);
    if (selfSigned) {
      Identity identity = SelfSigned.of(place.host());
      String fingerprint = SelfSigned.fingerprint(identity);
      return new Encryption(talkingHttp(TlsServer.of(identity)), fingerprint, redirects);
    }
    if (certificates == null) {
      return null;
    }
    return new Encryption(talkingHttp(TlsServer.of(files(certificates))), null, redirects);
  }

  private IdentityFiles files(Path chain) {
    try {
      return IdentityFiles.read(chain, key == null ? chain : key, Clock.system());
    } catch (IOException e) {
      throw mistake(String.valueOf(e.getMessage()));
    }
  }

  /// Clients that can't talk it need not begin (RFC 7301, section 3.2).
  private static TlsServer talkingHttp(TlsServer server) {
    return server.talking("http/1.1");
  }

  private void check(int port) {
    if (key != null && certificates == null) {
      throw mistake("--tls-key without --tls-cert: a key needs its certificate");
    }
    if (selfSigned && certificates != null) {
      throw mistake("--self-signed or --tls-cert, not both");
    }
    if (redirectFrom != null) {
      checkRedirect(redirectFrom, port);
    }
  }

  private void checkRedirect(int from, int port) {
    if (!selfSigned && certificates == null) {
      throw mistake("--redirect-from leads to HTTPS: it needs --tls-cert or --self-signed");
    }
    if (from < 0 || from > MAX_PORT) {
      throw mistake("a port is 0 to 65535, not " + from);
    }
    if (from == port && port != 0) {
      throw mistake("--redirect-from " + from + " is where HTTPS is to be served: take another");
    }
  }

  private ParameterException mistake(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
