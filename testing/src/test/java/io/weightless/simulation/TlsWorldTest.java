package io.weightless.simulation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.Certificates;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same program with another scheme in its address: an echo over TLS, with all that can go
/// wrong below.
final class TlsWorldTest {
  @TempDir private Path folder;
  private Address listened = new Address("service", 7);
  private Address called = listened;

  /// A key whose signatures are all of one length: so each run has as many bytes.
  @BeforeEach
  void makeFiles() throws IOException {
    Path cert = Certificates.file("ed25519.pem", folder);
    Path key = Certificates.file("ed25519.key", folder);
    Path root = Certificates.file("root.pem", folder);
    listened = Address.parse("tls://service:7?cert=" + cert + "&key=" + key);
    called = Address.parse("tls://service:7?name=localhost&ca=" + root);
  }

  @Test
  void clientsThatTryAgainGetTheirEchoWhateverStrikes() {
    Verdict verdict = Campaign.of(this::storm).run(Seeds.between(1, 40));

    verdict.orThrow();
    assertThat(verdict.strikes()).containsOnlyKeys(Fault.ofStreams());
  }

  private Simulation storm(Simulation simulation) {
    return simulation
        .service("service", this::serve)
        .host("one", () -> askUntilAnswered(4))
        .host("two", () -> askUntilAnswered(4))
        .faults(Faults.all());
  }

  @Test
  void theSameSeedIsTheSameRunThoughEveryKeyIsAnother() {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(storm(Simulation.seed(seed)).run().hash())
          .as("seed " + seed)
          .isEqualTo(storm(Simulation.seed(seed)).run().hash());
    }
  }

  private void serve() throws IOException {
    try (Listener listener = network().listen(listened)) {
      Scope.join(scope -> {
        while (true) {
          Stream stream = listener.accept();
          scope.start("echo", () -> echo(stream));
        }
      });
    }
  }

  private static void echo(Stream stream) {
    try (stream) {
      for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
        stream.write(part);
      }
    } catch (IOException _) {
      // the peer is gone
    }
  }

  private void askUntilAnswered(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      String text = ("question " + i + "! ").repeat(500);
      while (!isAnswered(text)) {
        Task.sleep(Duration.ofMillis(100));
      }
    }
  }

  /// What comes before it breaks is a beginning of the echo, and breaking is no end.
  private boolean isAnswered(String text) {
    StringBuilder answer = new StringBuilder();
    try (Stream stream = network().connect(called)) {
      stream.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
      stream.closeOutput();
      for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
        answer.append(US_ASCII.decode(part));
      }
      assertThat(answer).hasToString(text);
      return true;
    } catch (IOException _) {
      assertThat(text).startsWith(answer);
      return false;
    }
  }

  private static Network network() {
    return Reactor.current().service(Network.class);
  }
}
