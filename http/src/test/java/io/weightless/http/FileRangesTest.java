package io.weightless.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Served.Answer;
import io.weightless.http.kit.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files and ranges: RFC 9110, sections 14 and 15.3.7.
final class FileRangesTest {
  private static final String DATE = "Sun, 06 Nov 1994 08:49:37 GMT";

  @TempDir private Path root = Path.of("");

  @BeforeEach
  void makeFiles() throws Exception {
    Files.writeString(root.resolve("a.txt"), "0123456789");
    Files.writeString(root.resolve("empty.txt"), "");
    Files.setLastModifiedTime(
        root.resolve("a.txt"), FileTime.from(Instant.parse("1994-11-06T08:49:37Z")));
  }

  @ParameterizedTest(name = "RFC 9110 14.1.2: {0} is {2}")
  @CsvSource({
    "bytes=2-5, 2-5, 2345",
    "bytes=7-, 7-9, 789",
    "bytes=-2, 8-9, 89",
    "bytes=8-99, 8-9, 89",
    "'bytes=0-1,20-', 0-1, 01",
  })
  void onePartIs206(String range, String place, String body) throws Exception {
    Answer answer = get(range);

    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.field("Content-Range")).isEqualTo("bytes " + place + "/10");
    assertThat(answer.field("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(answer.field("Last-Modified")).isEqualTo(DATE);
    assertThat(answer.headers().contains("ETag")).isTrue();
    assertThat(answer.body()).isEqualTo(body);
  }

  @Test
  void severalPartsAreOneBody() throws Exception {
    Answer answer = get("bytes=8-,0-0,2-3");

    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.headers().contains("Content-Range")).isFalse();
    String type = Objects.requireNonNull(answer.field("Content-Type"));
    assertThat(type).matches("multipart/byteranges; boundary=[0-9a-f]{32}");
    String boundary = type.substring(type.indexOf('=') + 1);
    assertThat(answer.body())
        .isEqualTo(
            """
            --%s
            Content-Type: text/plain; charset=utf-8
            Content-Range: bytes 8-9/10

            89
            --%s
            Content-Type: text/plain; charset=utf-8
            Content-Range: bytes 0-0/10

            0
            --%s
            Content-Type: text/plain; charset=utf-8
            Content-Range: bytes 2-3/10

            23
            --%s--
            """
                .replace("%s", boundary)
                .replace("\n", "\r\n"));
  }

  @ParameterizedTest(name = "RFC 9110 15.5.17: {0}")
  @ValueSource(strings = {"bytes=10-", "bytes=-0", "bytes=99999999999999999999-", "bytes=10-,11-"})
  void noPartIs416(String range) throws Exception {
    Answer answer = get(range);

    assertThat(answer.status()).isEqualTo(416);
    assertThat(answer.field("Content-Range")).isEqualTo("bytes */10");
    assertThat(served().get("/empty.txt", "Range", "bytes=0-").field("Content-Range"))
        .isEqualTo("bytes */0");
  }

  @ParameterizedTest(name = "RFC 9110 14.2: {0}")
  @ValueSource(strings = {"bytes=5-4", "lines=0-1", "bytes=x", "bytes=", "bytes 0-1", ""})
  void whatDoesNotCountIsAllOfIt(String range) throws Exception {
    Answer answer = get(range);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("0123456789");
    assertThat(answer.field("Accept-Ranges")).isEqualTo("bytes");
    assertThat(answer.headers().contains("Content-Range")).isFalse();
  }

  @Test
  void twoFieldsDoNotCountAndNeitherDoesHead() throws Exception {
    assertThat(served().get("/a.txt", "Range", "bytes=0-1", "Range", "bytes=3-4").status())
        .isEqualTo(200);
    Answer head = served().ask(Method.HEAD, "/a.txt", "Range", "bytes=0-1");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.field("Accept-Ranges")).isEqualTo("bytes");
    assertThat(served().ask(Method.HEAD, "/a.txt", "Range", "bytes=10-").status()).isEqualTo(200);
  }

  @Test
  void ifRangeComesBeforeRangeAndConditionsBeforeBoth() throws Exception {
    String tag = Objects.requireNonNull(served().get("/a.txt").field("ETag"));

    assertThat(get("bytes=0-1", "If-Range", tag).body()).isEqualTo("01");
    assertThat(get("bytes=0-1", "If-Range", "W/" + tag).status()).isEqualTo(200);
    assertThat(get("bytes=0-1", "If-Range", DATE).status()).isEqualTo(206);
    assertThat(get("bytes=10-", "If-Range", "\"other\"").status()).isEqualTo(200);
    assertThat(get("bytes=10-", "If-Range", tag).status()).isEqualTo(416);
    assertThat(get("bytes=10-", "If-None-Match", tag).status()).isEqualTo(304);
    assertThat(get("bytes=10-", "If-Match", "\"other\"").status()).isEqualTo(412);
    assertThat(get("bytes=0-1", "If-Match", tag).status()).isEqualTo(206);
  }

  @Test
  void partsGoOutByZeroCopy() throws Exception {
    Files.writeString(root.resolve("large.bin"), "x".repeat(100_000));
    World.serve(
        request -> StaticFiles.below(root).handle(request),
        served -> {
          String get = "GET /large.bin HTTP/1.1\r\nHost: a\r\nRange: bytes=";
          served.client().send(get + "10000-69999\r\n\r\n");
          assertThat(served.client().receive().body()).hasSize(60_000);
          assertThat(served.wire().server().transfers()).containsExactly(60_000L);
          served.client().send(get + "0-49999,60000-\r\n\r\n");
          var answer = served.client().receive();
          assertThat(answer.body().chars().filter(c -> c == 'x').count()).isEqualTo(90_000);
          assertThat(served.wire().server().transfers()).containsExactly(60_000L, 50_000L, 40_000L);
          assertThat(served.client().get("/a.txt").body()).isEqualTo("0123456789");
        });
  }

  private Answer get(String range, String... fields) throws Exception {
    String[] all = new String[fields.length + 2];
    all[0] = "Range";
    all[1] = range;
    System.arraycopy(fields, 0, all, 2, fields.length);
    return served().get("/a.txt", all);
  }

  private Served served() {
    return new Served(root);
  }
}
