package io.weightless.net.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.VirtualClock;
import io.weightless.testing.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdentityFilesTest {
  private static final Duration PACE = Duration.ofSeconds(1);

  /// Held, or the platform would forget it together with its handler.
  private static final Logger LOGGER = Logger.getLogger("io.weightless.net.tls");

  @TempDir Path directory;

  private final VirtualClock clock = new VirtualClock();
  private final Lines lines = new Lines();
  private int changes;

  @BeforeEach
  void listen() {
    LOGGER.addHandler(lines);
    LOGGER.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(lines);
    LOGGER.setUseParentHandlers(true);
  }

  @Test
  void nothingChangesWhileTheFilesStay() throws IOException {
    IdentityFiles files = files("server");
    List<Identity> first = files.get();
    clock.advance(PACE);

    assertThat(files.get()).isSameAs(first).singleElement().matches(id -> id.covers("localhost"));
  }

  @Test
  void whatIsRenewedIsTakenWhenASecondIsOver() throws IOException {
    IdentityFiles files = files("server");
    List<Identity> first = files.get();
    put("example", "key");
    put("example", "pem");

    clock.advance(PACE.minusNanos(1));
    assertThat(files.get()).isSameAs(first);
    clock.advance(Duration.ofNanos(1));
    assertThat(files.get()).singleElement().matches(id -> id.covers("example.test"));
    assertThat(lines.said).isEmpty();
  }

  @Test
  void oneFileMayHoldBoth() throws IOException {
    Path both = directory.resolve("both");
    Files.writeString(both, text("server.pem") + text("server.key"));
    IdentityFiles files = IdentityFiles.read(both, both, clock);
    Files.writeString(both, text("example.pem") + text("example.key"));

    clock.advance(PACE);
    assertThat(files.get()).singleElement().matches(id -> id.covers("example.test"));
  }

  @Test
  void theTimeOfOneOfThemIsEnoughToReadBothAnew() throws IOException {
    IdentityFiles files = files("server");
    List<Identity> first = files.get();
    touch(directory.resolve("key"));

    clock.advance(PACE);
    assertThat(files.get()).isNotSameAs(first);
  }

  @Test
  void aRenewalThatIsNoneKeepsTheOldOneAndIsToldOnceForEachChange() throws IOException {
    IdentityFiles files = files("server");
    List<Identity> first = files.get();

    put("expired", "key");
    put("expired", "pem");
    clock.advance(PACE);
    assertThat(files.get()).isSameAs(first);
    clock.advance(PACE);
    assertThat(files.get()).isSameAs(first);
    Files.delete(directory.resolve("pem"));
    clock.advance(PACE);
    assertThat(files.get()).isSameAs(first);

    String line = "the certificate is not renewed: ";
    assertThat(lines.said)
        .containsExactly(
            line
                + directory.resolve("pem")
                + ": the certificate of CN=expired.test expired on 1999-01-01",
            line + "cannot read " + directory.resolve("pem") + ": there is no such file");
  }

  @Test
  void oneMayBeRenewedBeforeTheOther() throws IOException {
    IdentityFiles files = files("server");
    List<Identity> first = files.get();

    put("example", "pem");
    clock.advance(PACE);
    assertThat(files.get()).isSameAs(first);
    put("example", "key");
    clock.advance(PACE);
    assertThat(files.get()).singleElement().matches(id -> id.covers("example.test"));
    assertThat(lines.said).singleElement().asString().contains("the key");
  }

  @Test
  void whatBecomesValidWithoutAChangeIsTakenThen() throws IOException {
    IdentityFiles files = files("server");
    List<Identity> first = files.get();
    put("future", "key");
    put("future", "pem");
    clock.advance(PACE);
    assertThat(files.get()).isSameAs(first);

    clock.advance(Duration.between(clock.now(), Instant.parse("2119-01-02T00:00:00Z")));

    assertThat(files.get()).singleElement().matches(id -> id.covers("future.test"));
    assertThat(lines.said).singleElement().asString().contains("2119-01-01");
  }

  @Test
  void atFirstWhatCanNotBeShownIsRefused() throws IOException {
    assertThatThrownBy(() -> files("expired"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            directory.resolve("pem")
                + ": the certificate of CN=expired.test expired on 1999-01-01");
    put("server", "pem");
    assertThatThrownBy(
            () -> IdentityFiles.read(directory.resolve("pem"), directory.resolve("none"), clock))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot read " + directory.resolve("none") + ": there is no such file");
  }

  private IdentityFiles files(String name) throws IOException {
    put(name, "pem");
    put(name, "key");
    return IdentityFiles.read(directory.resolve("pem"), directory.resolve("key"), clock);
  }

  private void put(String name, String kind) throws IOException {
    Files.writeString(directory.resolve(kind), text(name + "." + kind));
    touch(directory.resolve(kind));
  }

  /// The system's own times are too coarse for one change behind the other.
  private void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.fromMillis(++changes * 1_000L));
  }

  private String text(String file) throws IOException {
    Path copy = Certificates.file(file, Files.createTempDirectory(directory, "copy"));
    return Files.readString(copy);
  }

  private static final class Lines extends Handler {
    final List<String> said = new ArrayList<>();

    @Override
    public void publish(LogRecord logged) {
      said.add(logged.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
