package io.weightless.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Served.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files and conditions: RFC 9110, sections 8.8, 13 and 15.4.5.
final class FileConditionsTest {
  private static final Instant MODIFIED = Instant.parse("1994-11-06T08:49:37.123456789Z");
  private static final String DATE = "Sun, 06 Nov 1994 08:49:37 GMT";
  private static final String BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";

  @TempDir private Path root = Path.of("");

  @BeforeEach
  void makeFiles() throws Exception {
    Files.writeString(root.resolve("a.txt"), "content");
    touch(MODIFIED);
  }

  @Test
  void whatTheClientHasIsNotSentAgain() throws Exception {
    String tag = tag();

    Answer answer = get("If-None-Match", tag);

    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.field("ETag")).isEqualTo(tag);
    assertThat(answer.field("Last-Modified")).isEqualTo(DATE);
    assertThat(answer.headers().contains("Content-Type")).isFalse();
    assertThat(get("If-Modified-Since", DATE).status()).isEqualTo(304);
    assertThat(get("If-Modified-Since", BEFORE).status()).isEqualTo(200);
    assertThat(served().ask(Method.HEAD, "/a.txt", "If-None-Match", "*").status()).isEqualTo(304);
  }

  @Test
  void whatIsNotWhatTheClientThinksIs412() throws Exception {
    assertThat(get("If-Match", "\"x\"").status()).isEqualTo(412);
    assertThat(get("If-Match", tag()).status()).isEqualTo(200);
    assertThat(get("If-Unmodified-Since", BEFORE).status()).isEqualTo(412);
    assertThat(served().ask(Method.HEAD, "/a.txt", "If-Match", "W/\"x\"").status()).isEqualTo(412);
  }

  @Test
  void aChangedFileHasAnotherTag() throws Exception {
    String tag = tag();

    touch(MODIFIED.plusNanos(1000));
    assertThat(tag()).isNotEqualTo(tag);
    touch(MODIFIED);
    assertThat(tag()).isEqualTo(tag);
    Files.writeString(root.resolve("a.txt"), "longer content");
    touch(MODIFIED);
    assertThat(tag()).isNotEqualTo(tag);
    assertThat(get("If-None-Match", tag).body()).isEqualTo("longer content");
  }

  @Test
  void aTimeThatIsStillToComeIsNotSent() throws Exception {
    touch(Instant.parse("2000-01-01T00:00:01Z"));

    assertThat(get().field("Last-Modified")).isEqualTo("Sat, 01 Jan 2000 00:00:00 GMT");
    assertThat(get("Range", "bytes=0-0", "If-Range", "Sat, 01 Jan 2000 00:00:00 GMT").status())
        .isEqualTo(200);
    touch(Instant.parse("2000-01-01T00:00:00Z"));
    assertThat(get("Range", "bytes=0-0", "If-Range", "Sat, 01 Jan 2000 00:00:00 GMT").status())
        .isEqualTo(206);
  }

  @ParameterizedTest(name = "RFC 9110 13.2.1: a condition changes nothing of {0}")
  @ValueSource(strings = {"/none", "/sub", "/sub/", "/%2e%2e/"})
  void whatIsNoFileHasNoConditions(String target) throws Exception {
    Files.createDirectory(root.resolve("sub"));
    int status = served().get(target).status();

    assertThat(served().get(target, "If-Match", "\"x\"").status()).isEqualTo(status);
    assertThat(served().get(target, "If-None-Match", "*").status()).isEqualTo(status);
    assertThat(served().get(target, "Range", "bytes=0-0").status()).isEqualTo(status);
  }

  @Test
  void anIndexHasItsOwn() throws Exception {
    Files.writeString(Files.createDirectory(root.resolve("site")).resolve("index.html"), "hi");
    String tag = Objects.requireNonNull(served().get("/site/").field("ETag"));

    assertThat(served().get("/site/", "If-None-Match", tag).status()).isEqualTo(304);
  }

  private void touch(Instant time) throws Exception {
    Files.setLastModifiedTime(root.resolve("a.txt"), FileTime.from(time));
  }

  private String tag() throws Exception {
    return Objects.requireNonNull(get().field("ETag"));
  }

  private Answer get(String... fields) throws Exception {
    return served().get("/a.txt", fields);
  }

  private Served served() {
    return new Served(root);
  }
}
