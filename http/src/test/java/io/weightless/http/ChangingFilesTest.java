package io.weightless.http;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Served.Answer;
import io.weightless.http.kit.World;
import io.weightless.net.FileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that change between two looks at them.
final class ChangingFilesTest {
  @TempDir private Path root = Path.of("");

  @FunctionalInterface
  private interface Change {
    void apply(Path path) throws IOException;
  }

  /// Something happens to a file just before it is opened.
  private static final class ChangingFiles extends OtherFiles {
    private final Change change;

    ChangingFiles(io.weightless.net.Files files, Change change) {
      super(files);
      this.change = change;
    }

    @Override
    public FileSource open(Path path, LinkOption... options) throws IOException {
      change.apply(path);
      return super.open(path, options);
    }
  }

  @BeforeEach
  void makeFile() throws IOException {
    Files.writeString(root.resolve("a.txt"), "old");
  }

  @Test
  void aFileThatIsReplacedBeforeItIsOpenedIsTheNewOne() throws Exception {
    Answer answer =
        changing(
                path -> {
                  Files.writeString(root.resolve("new"), "newer content");
                  Files.move(root.resolve("new"), path, REPLACE_EXISTING);
                })
            .get("/a.txt");

    assertThat(answer.body()).isEqualTo("newer content");
    assertThat(answer.field("ETag")).isEqualTo(new Served(root).get("/a.txt").field("ETag"));
  }

  @Test
  void aFileThatGrowsOrShrinksBeforeItIsOpenedHasItsNewSize() throws Exception {
    for (String content : new String[] {"", "much longer"}) {
      Files.writeString(root.resolve("a.txt"), "old");
      Answer answer = changing(path -> Files.writeString(path, content)).get("/a.txt");

      assertThat(answer.body()).isEqualTo(content);
    }
  }

  @Test
  void aFileThatBecomesALinkBeforeItIsOpenedIsNotFollowed(@TempDir Path outside) throws Exception {
    Path secret = Files.writeString(outside.resolve("secret"), "secret");
    Answer answer =
        changing(
                path -> {
                  Files.delete(path);
                  Files.createSymbolicLink(path, secret);
                })
            .get("/a.txt");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).doesNotContain("secret");
  }

  @Test
  void aFileThatIsDeletedBeforeItIsOpenedIs404() throws Exception {
    assertThat(changing(Files::delete).get("/a.txt").status()).isEqualTo(404);
  }

  @Test
  void aSiblingThatIsDeletedBeforeItIsOpenedIsNotMissed() throws Exception {
    Files.writeString(root.resolve("a.txt.gz"), "zipped");
    Served served =
        changing(path -> {
          if (path.endsWith("a.txt.gz")) {
            throw new NoSuchFileException(path.toString());
          }
        });

    Answer answer = served.get("/a.txt", "Accept-Encoding", "gzip");

    assertThat(answer.body()).isEqualTo("old");
    assertThat(answer.field("Vary")).isEqualTo("Accept-Encoding");
  }

  @Test
  void aSiblingThatIsReplacedBeforeItIsOpenedIsLeftForTheNextTime() throws Exception {
    Files.writeString(root.resolve("a.txt.gz"), "zipped");
    Served served =
        changing(path -> {
          if (path.endsWith("a.txt.gz")) {
            Files.writeString(path, "zipped anew");
          }
        });

    assertThat(served.get("/a.txt", "Accept-Encoding", "gzip").body()).isEqualTo("old");
  }

  @Test
  void aFileThatIsDeletedWhileItIsSentIsSentWhole() throws Exception {
    Files.writeString(root.resolve("large"), "x".repeat(100_000));
    World.serve(
        request -> {
          Response response = StaticFiles.below(root).handle(request);
          Files.delete(root.resolve("large"));
          return response;
        },
        served -> assertThat(served.client().get("/large").body()).hasSize(100_000));
  }

  @Test
  void aFileThatGrowsWhileItIsSentIsSentAsPromised() throws Exception {
    for (int size : new int[] {10, 100_000}) {
      Files.writeString(root.resolve("file"), "x".repeat(size));
      World.serve(
          request -> {
            Response response = StaticFiles.below(root).handle(request);
            Files.writeString(root.resolve("file"), "y".repeat(size + 100));
            return response;
          },
          served -> {
            assertThat(served.client().get("/file").body()).hasSize(size);
            Files.writeString(root.resolve("file"), "x".repeat(size));
            assertThat(served.client().get("/file").body()).hasSize(size);
          });
    }
  }

  @Test
  void aFileThatShrinksWhileItIsSentCutsTheResponse() throws Exception {
    Files.writeString(root.resolve("large"), "x".repeat(100_000));
    World.serve(
        request -> {
          Response response = StaticFiles.below(root).handle(request);
          Files.writeString(root.resolve("large"), "y".repeat(50_000));
          return response;
        },
        served -> {
          served.client().send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");

          assertThat(served.client().rest())
              .contains("Content-Length: 100000\r\n")
              .endsWith("\n" + "y".repeat(50_000));
        });
  }

  private Served changing(Change change) {
    return new Served(root, files -> new ChangingFiles(files, change));
  }
}
