package io.weightless.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Served.Answer;
import io.weightless.net.FileInfo;
import io.weightless.net.FileInfo.Kind;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Directories as pages.
final class ListingTest {
  private static final Pattern LINK = Pattern.compile("<a href=\"(\\./[^\"]*)\">([^<]*)</a>");

  @TempDir private Path root = Path.of("");

  @Test
  void namesInAListingAreText() throws Exception {
    String name = "<img src=x onerror=alert(1)> & \"'\n";
    Files.writeString(root.resolve(name), "x");
    Files.writeString(root.resolve("javascript:alert(1)"), "x");

    Answer answer = new Served(root).get("/");

    assertThat(answer.body())
        .contains("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;&#39;\ufffd</a>")
        .contains("href=\"./%3Cimg%20src%3Dx%20onerror%3Dalert%281%29%3E%20%26%20%22%27%0A\"")
        .contains("href=\"./javascript%3Aalert%281%29\"")
        .doesNotContain("<img");
    assertThat(answer.field("Content-Security-Policy")).startsWith("default-src 'none'");
  }

  @ParameterizedTest(name = "[{index}]")
  @ValueSource(
      strings = {
        "a b",
        " a ",
        "\"'`",
        "<a>&lt;",
        "a\nb\tc\r",
        "%41",
        "%2e%2e",
        "100%",
        "a?b=c",
        "a#b",
        "javascript:alert(1)",
        "http:",
        ".hidden",
        "...",
        "..a",
        "a\\b",
        "\\",
        "a;b,c=d@e!$*()+~|^{}[]",
        "\u007f\u0001",
        "-r",
      })
  void everyNameLeadsToItsFile(String name) throws Exception {
    assertThatItsLinkLeadsTo(name);
  }

  /// The JDK can't name such files when the locale of the process is not UTF-8.
  @ParameterizedTest(name = "[{index}]")
  @ValueSource(
      strings = {
        "é",
        "日本",
        "\ud83d\ude00",
        "a\u202egpj.exe",
        "\u200f\u2066",
        "\u05d0\u05d1",
        "\u2028"
      })
  @EnabledIfSystemProperty(named = "sun.jnu.encoding", matches = "UTF-8")
  void everyNameInAnyLanguageLeadsToItsFile(String name) throws Exception {
    assertThatItsLinkLeadsTo(name);
  }

  @Test
  void aNameCannotTurnTheDirectionOfWhatFollows() {
    String page = page(new FileInfo("a\u202egpj.exe", Kind.FILE, 1, Instant.EPOCH));

    assertThat(page)
        .contains("<a href=\"./a%E2%80%AEgpj.exe\">a\ufffdgpj.exe</a>")
        .doesNotContain("\u202e");
  }

  @Test
  void aNameThatJavaHasLostIsShownWithoutALink() {
    String page = page(new FileInfo("caf\ufffd", Kind.FILE, 1, Instant.EPOCH));

    assertThat(page).contains("<td>caf\ufffd</td>").doesNotContain("%EF%BF%BD");
  }

  private void assertThatItsLinkLeadsTo(String name) throws Exception {
    Files.writeString(root.resolve(name), "content");
    Served served = new Served(root);

    Matcher link = LINK.matcher(served.get("/").body());
    assertThat(link.find()).isTrue();
    URI clicked = URI.create("http://host/").resolve(link.group(1));
    assertThat(clicked.getHost()).isEqualTo("host");
    assertThat(served.get(clicked.getRawPath()).body()).isEqualTo("content");
    assertThat(link.find()).isFalse();
  }

  private static String page(FileInfo entry) {
    Body body = Listing.of("/", List.of(entry)).body();
    ByteBuffer content = ((Body.Bytes) body).content();
    return StandardCharsets.UTF_8.decode(content.duplicate()).toString();
  }
}
