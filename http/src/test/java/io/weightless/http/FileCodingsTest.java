package io.weightless.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Served.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that are there coded, too: RFC 9110, sections 8.4 and 12.5.3.
final class FileCodingsTest {
  @TempDir private Path outside = Path.of("");

  private Path root = Path.of("");

  @BeforeEach
  void makeFiles() throws IOException {
    root = Files.createDirectory(outside.resolve("root"));
    for (String name : new String[] {"a.html", "a.html.br", "a.html.gz", "b.css", "b.css.gz"}) {
      Files.writeString(root.resolve(name), "content of " + name);
    }
    Files.writeString(root.resolve("plain.txt"), "plain");
  }

  @ParameterizedTest(name = "RFC 9110 12.5.3: {0}, {1}: {2}")
  @CsvSource({
    "/a.html, 'gzip, br', br",
    "/a.html, gzip, gzip",
    "/a.html, 'br;q=0.5, gzip', gzip",
    "/a.html, identity, ",
    "/a.html, 'gzip;q=0, br;q=0', ",
    "/a.html, 'identity;q=0, zstd', ",
    "/b.css, 'gzip, br', gzip",
    "/b.css, br, ",
  })
  void theBestOfWhatIsAcceptedIsSent(String target, String accepted, String coding)
      throws Exception {
    Answer answer = get(target, "Accept-Encoding", accepted);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.field("Content-Encoding")).isEqualTo(coding);
    String name = target.substring(1);
    assertThat(answer.body())
        .isEqualTo("content of " + name + extension(coding == null ? "" : coding));
    assertThat(answer.field("Content-Type")).isEqualTo(MediaTypes.of(name));
    assertThat(answer.headers().all("Vary")).containsExactly("Accept-Encoding");
  }

  @Test
  void eachHasATagOfItsOwn() throws Exception {
    Files.copy(root.resolve("a.html"), root.resolve("c.html"));
    Files.copy(root.resolve("a.html"), root.resolve("c.html.br"));
    Files.copy(root.resolve("a.html"), root.resolve("c.html.gz"));
    Set<String> tags = new HashSet<>();
    for (String name : new String[] {"c.html", "c.html.br", "c.html.gz"}) {
      Files.setLastModifiedTime(root.resolve(name), FileTime.fromMillis(0));
    }
    for (String coding : new String[] {"identity", "br", "gzip"}) {
      String tag = get("/c.html", "Accept-Encoding", coding).field("ETag");
      tags.add(Objects.requireNonNull(tag));
      Answer again = get("/c.html", "Accept-Encoding", coding, "If-None-Match", tag);
      assertThat(again.status()).isEqualTo(304);
      assertThat(again.field("Vary")).isEqualTo("Accept-Encoding");
      assertThat(again.field("ETag")).isEqualTo(tag);
      assertThat(get("/c.html", "Accept-Encoding", "x", "If-Match", tag).status())
          .isEqualTo(coding.equals("identity") ? 200 : 412);
    }
    assertThat(tags).hasSize(3);
  }

  @Test
  void whatHasNoSiblingsDoesNotVary() throws Exception {
    Answer answer = get("/plain.txt", "Accept-Encoding", "gzip, br");

    assertThat(answer.body()).isEqualTo("plain");
    assertThat(answer.headers().contains("Vary")).isFalse();
    assertThat(get("/b.css.gz", "Accept-Encoding", "gzip").field("Content-Type"))
        .isEqualTo("application/gzip");
    assertThat(get("/b.css.gz", "Accept-Encoding", "gzip").headers().contains("Content-Encoding"))
        .isFalse();
  }

  @Test
  void partsAreOfWhatIsSent() throws Exception {
    Answer one =
        get("/a.html", "Accept-Encoding", "br", "Range", "bytes=-2", "If-None-Match", "\"x\"");
    assertThat(one.status()).isEqualTo(206);
    assertThat(one.body()).isEqualTo("br");
    assertThat(one.field("Content-Encoding")).isEqualTo("br");
    assertThat(one.field("Content-Range")).isEqualTo("bytes 18-19/20");
    Answer several = get("/a.html", "Accept-Encoding", "br", "Range", "bytes=0-0,-2");
    assertThat(several.headers().contains("Content-Encoding")).isFalse();
    assertThat(several.body()).contains("\r\nContent-Encoding: br\r\nContent-Range: bytes 0-0/20");
    Answer none = get("/a.html", "Accept-Encoding", "gzip", "Range", "bytes=99-");
    assertThat(none.field("Content-Range")).isEqualTo("bytes */20");
    assertThat(none.field("Vary")).isEqualTo("Accept-Encoding");
    assertThat(get("/a.html", "If-Match", "\"x\"").field("Vary")).isEqualTo("Accept-Encoding");
  }

  @Test
  void aSiblingThatIsOutOfDateIsNotUsed() throws Exception {
    Instant time = Instant.parse("1999-01-01T00:00:00.5Z");
    Files.setLastModifiedTime(root.resolve("b.css"), FileTime.from(time));

    Files.setLastModifiedTime(root.resolve("b.css.gz"), FileTime.from(time.minusSeconds(1)));
    assertThat(get("/b.css", "Accept-Encoding", "gzip").body()).isEqualTo("content of b.css.gz");
    Files.setLastModifiedTime(
        root.resolve("b.css.gz"), FileTime.from(time.minusSeconds(1).minusNanos(1000)));
    assertThat(get("/b.css", "Accept-Encoding", "gzip").body()).isEqualTo("content of b.css");
    assertThat(get("/b.css", "Accept-Encoding", "gzip").headers().contains("Vary")).isFalse();
  }

  @Test
  void aSiblingMustBeAFileBelowTheRoot() throws Exception {
    Files.writeString(outside.resolve("secret"), "secret");
    Files.writeString(root.resolve("c.txt"), "content of c");
    Files.createSymbolicLink(root.resolve("c.txt.gz"), outside.resolve("secret"));
    Files.createDirectory(root.resolve("c.txt.br"));
    assertThat(get("/c.txt", "Accept-Encoding", "br, gzip").body()).isEqualTo("content of c");

    Files.writeString(root.resolve("inside"), "inside");
    Files.delete(root.resolve("c.txt.gz"));
    Files.createSymbolicLink(root.resolve("c.txt.gz"), Path.of("inside"));
    assertThat(get("/c.txt", "Accept-Encoding", "br, gzip").body()).isEqualTo("inside");

    Files.delete(root.resolve("c.txt.gz"));
    Files.createSymbolicLink(root.resolve("c.txt.gz"), Path.of("c.txt.gz"));
    assertThat(get("/c.txt", "Accept-Encoding", "br, gzip").body()).isEqualTo("content of c");
  }

  @Test
  void aSiblingThatIsAPipeIsNotOpened() throws Exception {
    Process made = new ProcessBuilder("mkfifo", root.resolve("plain.txt.br").toString()).start();
    assertThat(made.waitFor()).isZero();

    assertThat(get("/plain.txt", "Accept-Encoding", "br").body()).isEqualTo("plain");
  }

  @Test
  void siblingsLieBesideTheFileThatALinkLeadsTo() throws Exception {
    Files.createSymbolicLink(root.resolve("link.html"), Path.of("a.html"));

    assertThat(get("/link.html", "Accept-Encoding", "br").body()).isEqualTo("content of a.html.br");
  }

  @Test
  void anIndexMayHaveThem() throws Exception {
    Files.writeString(root.resolve("index.html"), "index");
    Files.writeString(root.resolve("index.html.gz"), "zipped");

    assertThat(get("/", "Accept-Encoding", "gzip").body()).isEqualTo("zipped");
    assertThat(get("/", "Accept-Encoding", "gzip").field("Content-Type")).startsWith("text/html");
  }

  private Answer get(String target, String... fields) throws Exception {
    return new Served(root).get(target, fields);
  }

  private static String extension(String coding) {
    return switch (coding) {
      case "br" -> ".br";
      case "gzip" -> ".gz";
      default -> "";
    };
  }
}
