package io.weightless.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Served.Answer;
import io.weightless.http.kit.Log;
import io.weightless.http.kit.World;
import io.weightless.net.FileSource;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StaticFilesTest {
  @TempDir private Path outside;

  private Path root = Path.of("");

  /// There are as many open files as there may be.
  private static final class FullFiles extends OtherFiles {
    FullFiles(io.weightless.net.Files files) {
      super(files);
    }

    @Override
    public FileSource open(Path path, LinkOption... options) throws IOException {
      throw new FileSystemException(path.toString(), null, "Too many open files");
    }
  }

  @BeforeEach
  void makeFiles() throws IOException {
    root = Files.createDirectories(outside.resolve("root"));
    Files.writeString(outside.resolve("secret.txt"), "secret");
    Files.writeString(root.resolve("a.txt"), "content of a");
    Files.writeString(root.resolve("b c+%41.html"), "odd");
    Files.writeString(Files.createDirectories(root.resolve("sub/deep")).resolve("x.css"), "x");
    Files.writeString(Files.createDirectories(root.resolve("site")).resolve("index.html"), "hi");
  }

  @Test
  void aFileIsServedWithItsTypeAndTime() throws Exception {
    Files.setLastModifiedTime(
        root.resolve("a.txt"), FileTime.from(Instant.parse("1999-02-03T04:05:06.7Z")));

    Answer answer = get("/a.txt");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("content of a");
    assertThat(answer.field("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(answer.field("Last-Modified")).isEqualTo("Wed, 03 Feb 1999 04:05:06 GMT");
    assertThat(answer.field("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void aNameIsDecodedOnce() throws Exception {
    assertThat(get("/b%20c+%2541.html").body()).isEqualTo("odd");
    assertThat(get("/%61.txt").body()).isEqualTo("content of a");
    assertThat(get("/%2561.txt").status()).isEqualTo(404);
    assertThat(get("//sub/.//deep/%78.css?q=/../..").body()).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret.txt",
        "/sub/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/sub%2fdeep/x.css",
        "/..%5csecret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/a.txt%00",
      })
  void aPathThatCouldMeanSomethingElseIsRefused(String target) throws Exception {
    assertThat(get(target).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/secret.txt",
        "/%252e%252e/secret.txt",
        "/.../secret.txt",
        "/....//secret.txt",
        "/a.txt/",
        "/a.txt/.",
        "/a.txt/b",
        "/A.TXT",
        "/a.txt.",
        "/nothing/"
      })
  void whatIsNotThereIs404(String target) throws Exception {
    assertThat(get(target).status()).isEqualTo(404);
  }

  @Test
  void aNameThatNoFileSystemTakesIs404() throws Exception {
    assertThat(get("/" + "x".repeat(300)).status()).isEqualTo(404);
    assertThat(get("/" + "x/".repeat(3000)).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a.txt", "/site/"})
  void whatCannotBeReadForAnotherReasonIs500AndOneEntryInTheLog(String target) throws Exception {
    try (Log log = Log.capture()) {
      World.serve(
          request -> {
            Reactor.current()
                .attach(
                    io.weightless.net.Files.class,
                    new FullFiles(Reactor.current().service(io.weightless.net.Files.class)));
            return StaticFiles.below(root).handle(request);
          },
          served -> assertThat(served.client().get(target).status()).isEqualTo(500));
      assertThat(log.messages()).hasSize(1);
    }
  }

  @Test
  void aLinkIsFollowedInsideOnly() throws Exception {
    Files.createSymbolicLink(root.resolve("in.html"), Path.of("a.txt"));
    Files.createSymbolicLink(root.resolve("out"), outside.resolve("secret.txt"));
    Files.createSymbolicLink(root.resolve("up"), Path.of(".."));
    Files.createSymbolicLink(root.resolve("gone"), Path.of("nothing"));
    Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
    Path sly = Files.createDirectories(root.resolve("sly"));
    Files.createSymbolicLink(sly.resolve("index.html"), outside.resolve("secret.txt"));

    assertThat(get("/in.html").body()).isEqualTo("content of a");
    assertThat(get("/in.html").field("Content-Type")).startsWith("text/html");
    assertThat(get("/out").status()).isEqualTo(403);
    assertThat(get("/up/secret.txt").status()).isEqualTo(403);
    assertThat(get("/up/").status()).isEqualTo(403);
    assertThat(get("/gone").status()).isEqualTo(404);
    assertThat(get("/loop").status()).isEqualTo(404);
    assertThat(get("/sly/").body()).contains("Index of /sly/");
  }

  @Test
  void aSiblingWhoseNameBeginsLikeTheRootIsOutside() throws Exception {
    Files.writeString(Files.createDirectories(outside.resolve("root2")).resolve("x"), "secret");
    Files.createSymbolicLink(root.resolve("sib"), outside.resolve("root2"));

    assertThat(get("/sib/x").status()).isEqualTo(403);
  }

  @Test
  void whatIsNotAFileIsRefused() throws Exception {
    Files.createSymbolicLink(root.resolve("inside"), Path.of("fifo"));
    Process made = new ProcessBuilder("mkfifo", root.resolve("fifo").toString()).start();
    assertThat(made.waitFor()).isZero();

    assertThat(get("/fifo").status()).isEqualTo(403);
    assertThat(get("/inside").status()).isEqualTo(403);
  }

  @Test
  void aDirectoryIsRedirectedToItsSlash() throws Exception {
    assertThat(get("/sub").status()).isEqualTo(301);
    assertThat(get("/sub").field("Location")).isEqualTo("/sub/");
    assertThat(get("/sub/deep?a=b").field("Location")).isEqualTo("/sub/deep/?a=b");
    assertThat(get("//sub").field("Location")).isEqualTo("/sub/");
    Files.createDirectories(root.resolve("a b/host"));
    assertThat(get("/a%20b").field("Location")).isEqualTo("/a%20b/");
    assertThat(get("//%61%20b//host").field("Location")).isEqualTo("/a%20b/host/");
  }

  @Test
  void anIndexIsServedForItsDirectory() throws Exception {
    Answer answer = get("/site/");

    assertThat(answer.body()).isEqualTo("hi");
    assertThat(answer.field("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(get("/site/index.html").body()).isEqualTo("hi");
  }

  @Test
  void aDirectoryWithoutAnIndexIsListed() throws Exception {
    Answer answer = get("/");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.field("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(answer.body())
        .contains("<a href=\"./sub/\">sub/</a>", "<a href=\"./a.txt\">a.txt</a>", "12 B")
        .contains("<a href=\"./b%20c%2B%2541.html\">b c+%41.html</a>")
        .doesNotContain("../", "secret");
    assertThat(answer.body().indexOf("site/")).isLessThan(answer.body().indexOf("sub/"));
    assertThat(answer.body().indexOf("sub/")).isLessThan(answer.body().indexOf("a.txt"));
    assertThat(get("/sub/").body()).contains("<a href=\"../\">../</a>");
  }

  /// The JDK can't name such files when the locale of the process is not UTF-8.
  @Test
  @EnabledIfSystemProperty(named = "sun.jnu.encoding", matches = "UTF-8")
  void namesMayBeInAnyLanguage() throws Exception {
    Files.writeString(Files.createDirectories(root.resolve("été")).resolve("日本.txt"), "x");

    assertThat(get("/%C3%A9t%C3%A9").field("Location")).isEqualTo("/%C3%A9t%C3%A9/");
    assertThat(get("/%C3%A9t%C3%A9/").body())
        .contains("Index of /été/", "<a href=\"./%E6%97%A5%E6%9C%AC.txt\">日本.txt</a>");
    assertThat(get("/%C3%A9t%C3%A9/%e6%97%a5%e6%9c%ac.txt").body()).isEqualTo("x");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({"POST, 405", "DELETE, 405", "TRACE, 405", "OPTIONS, 204", "PROPFIND, 501"})
  void onlyReadingIsAllowed(String method, int status) throws Exception {
    Answer answer = new Served(root).ask(Method.of(method), "/a.txt");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.field("Allow")).isEqualTo(status == 501 ? null : "GET, HEAD, OPTIONS");
    assertThat(new Served(root).ask(Method.HEAD, "/a.txt").status()).isEqualTo(200);
  }

  @Test
  void aWholeUrlIsAsGoodAsItsPath() throws Exception {
    assertThat(get("http://a").status()).isEqualTo(200);
    assertThat(get("http://a/a.txt").body()).isEqualTo("content of a");
  }

  @Test
  void aRootThatIsNoDirectoryIsSaidAtOnce() throws Exception {
    World.run(() -> {
      assertThatThrownBy(() -> StaticFiles.below(root.resolve("a.txt")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is not a directory");
      assertThatThrownBy(() -> StaticFiles.below(root.resolve("nothing")))
          .isInstanceOf(NoSuchFileException.class);
    });
  }

  @Test
  void aFileGoesThroughAConnectionWithoutEnteringTheHeap() throws Exception {
    Files.writeString(root.resolve("large.bin"), "x".repeat(100_000));
    World.serve(
        request -> StaticFiles.below(root).handle(request),
        served -> {
          assertThat(served.client().get("/a.txt").body()).isEqualTo("content of a");
          assertThat(served.wire().server().transfers()).isEmpty();
          assertThat(served.client().get("/large.bin").body()).hasSize(100_000);
          assertThat(served.wire().server().transfers()).containsExactly(100_000L);
          assertThat(served.wire().server().writes()).allMatch(write -> write.isDirect());
        });
  }

  private Answer get(String target) throws Exception {
    return new Served(root).get(target);
  }
}
