package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testing.Certificates;
import io.weightless.testkit.OneEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A user's mistakes: one line on standard error that says what, and an exit status.
@OneEngine
class MistakesStory {
  @TempDir Path site;

  @Test
  void noSuchDirectory() {
    assertMistake(2, "no such directory: " + site + "/none", "serve", site + "/none");
  }

  @Test
  void aFileInsteadOfADirectory() throws IOException {
    Path file = Files.writeString(site.resolve("file"), "");

    assertMistake(2, "not a directory: " + file, "serve", file.toString());
  }

  @Test
  void noDirectoryAtAll() {
    assertMistake(2, "Missing required parameter: 'DIR'", "serve");
  }

  @Test
  void anUnknownOption() {
    assertMistake(2, "Unknown option: '--colour'", "serve", site.toString(), "--colour");
  }

  @Test
  void anUnknownCommand() {
    assertMistake(2, "Unmatched argument at index 0: 'sevre'", "sevre");
  }

  @Test
  void asManyWorkersAsThereCanNotBe() {
    for (String none : List.of("0", "-1", "1025")) {
      String message = "there can be 1 to 1024 workers, not " + none;
      assertMistake(2, message, "serve", site.toString(), "--workers", none);
    }
  }

  @Test
  void workersThatAreNoNumber() {
    assertMistake(
        2,
        "Invalid value for option '--workers': 'two'",
        "serve",
        site.toString(),
        "--workers",
        "two");
  }

  @Test
  void aPortThatIsNone() {
    for (String option : List.of("--port", "--admin")) {
      assertMistake(2, "a port is 0 to 65535", "serve", site.toString(), option, "65536");
    }
  }

  @Test
  void anUnknownBackend() {
    assertMistake(
        2, "no backend is called 'kqueue'", "serve", site.toString(), "--backend", "kqueue");
  }

  @Test
  void optionsOfTlsThatDoNotGoTogether() {
    String here = site.toString();
    assertMistake(2, "--tls-key without --tls-cert", "serve", here, "--tls-key", "a");
    assertMistake(
        2,
        "--self-signed or --tls-cert, not both",
        "serve",
        here,
        "--self-signed",
        "--tls-cert",
        "a");
    assertMistake(2, "--redirect-from leads to HTTPS", "serve", here, "--redirect-from", "0");
    assertMistake(
        2,
        "--redirect-from 8080 is where HTTPS is to be served",
        "serve",
        here,
        "--self-signed",
        "--redirect-from",
        "8080");
  }

  @Test
  void certificatesThatCanNotBeServed() throws IOException {
    assertBadCertificate("cannot read " + site + "/none: there is no such file", "none", "none");
    put("server.pem", "server.key", "client.key", "expired.pem", "expired.key");
    assertBadCertificate(
        "there is no private key in " + site + "/server.pem", "server.pem", "server.pem");
    assertBadCertificate("client.key", "server.pem", "client.key");
    assertBadCertificate(
        "the certificate of CN=expired.test expired on 1999-01-01", "expired.pem", "expired.key");
  }

  private void put(String... names) throws IOException {
    for (String name : names) {
      Certificates.file(name, site);
    }
  }

  private void assertBadCertificate(String message, String certificate, String key) {
    assertMistake(
        2,
        message,
        "serve",
        site.toString(),
        "--tls-cert",
        site + "/" + certificate,
        "--tls-key",
        site + "/" + key);
  }

  @Test
  void aPortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertTaken(taken.getLocalPort(), "1");
      assertTaken(taken.getLocalPort(), "2");
      String port = String.valueOf(taken.getLocalPort());
      String message = "127.0.0.1:" + port + ": Address already in use";
      assertMistake(1, message, "serve", site.toString(), "--port", "0", "--admin", port);
    }
  }

  @Test
  void aPortThatTheWorkersOfAnotherServerShare() {
    try (Served other = Served.directory(site, "--workers", "2")) {
      assertTaken(other.port(), "1");
      assertTaken(other.port(), "2");
    }
  }

  private void assertTaken(int port, String workers) {
    assertMistake(
        1,
        "127.0.0.1:" + port + ": Address already in use",
        "serve",
        site.toString(),
        "--port",
        String.valueOf(port),
        "--workers",
        workers);
  }

  @Test
  void aProgramThatIsNotThere() {
    assertMistake(2, "no such file: None.java", "run", "None.java");
  }

  @Test
  void aClassThatIsNotThere() {
    assertMistake(2, "no such class below this directory: no.such.Type", "run", "no.such.Type");
  }

  private static void assertMistake(int exit, String message, String... arguments) {
    try (Program program = Program.weightless(arguments)) {
      assertThat(program.exit()).isEqualTo(exit);
      assertThat(program.err().lines()).as(program.err()).hasSize(1);
      assertThat(program.err()).startsWith("weightless").contains(message);
      assertThat(program.out()).isEmpty();
    }
  }
}
