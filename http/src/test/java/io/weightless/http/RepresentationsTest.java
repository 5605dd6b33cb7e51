package io.weightless.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.kit.World;
import io.weightless.net.FileInfo;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is remembered of files, on a clock that starts at the year 2000.
final class RepresentationsTest {
  private static final Instant LONG_AGO = Instant.parse("1999-01-01T00:00:00Z");

  @TempDir private Path root = Path.of("");
  private final List<Path> looks = new ArrayList<>();

  /// Writes down what was looked at.
  private final class SeenFiles extends OtherFiles {
    SeenFiles(io.weightless.net.Files files) {
      super(files);
    }

    @Override
    public FileInfo info(Path path, LinkOption... options) throws IOException {
      looks.add(root.relativize(path));
      return super.info(path, options);
    }
  }

  @BeforeEach
  void makeFiles() throws IOException {
    root = root.toRealPath();
    Files.writeString(root.resolve("a.txt"), "a");
    Files.setLastModifiedTime(root.resolve("a.txt"), FileTime.from(LONG_AGO));
    age(LONG_AGO);
  }

  @Test
  void thatAFileHasNoSiblingsIsLookedUpOnce() throws Exception {
    run(files -> {
      assertThat(of(files, "a.txt")).hasSize(1);
      assertThat(looks).containsExactly(path(""), path("a.txt.br"), path("a.txt.gz"));
      looks.clear();
      assertThat(of(files, "a.txt")).hasSize(1);
      assertThat(looks).isEmpty();
      Task.sleep(Duration.ofMillis(10));
      assertThat(of(files, "a.txt")).hasSize(1);
      assertThat(looks).containsExactly(path(""));
      assertThat(files.remembered()).isEqualTo(1);
    });
  }

  @Test
  void aNewSiblingIsSeenAfterAGlance() throws Exception {
    run(files -> {
      assertThat(of(files, "a.txt")).hasSize(1);
      Files.writeString(root.resolve("a.txt.gz"), "z");
      assertThat(of(files, "a.txt")).hasSize(1);
      Task.sleep(Duration.ofMillis(10));

      assertThat(of(files, "a.txt")).extracting(Representation::coding).contains(Coding.GZIP);
    });
  }

  @Test
  void siblingsAreLookedAtEachTime() throws Exception {
    Files.writeString(root.resolve("a.txt.gz"), "z");
    age(LONG_AGO);
    run(files -> {
      assertThat(of(files, "a.txt")).hasSize(2);
      Files.delete(root.resolve("a.txt.gz"));
      assertThat(of(files, "a.txt")).hasSize(1);
    });
  }

  @Test
  void whatHasJustChangedIsNotRemembered() throws Exception {
    for (String changed : List.of("1999-12-31T23:59:58Z", "2000-01-01T00:00:05Z")) {
      age(Instant.parse(changed));
      run(files -> {
        assertThat(of(files, "a.txt")).hasSize(1);
        assertThat(files.remembered()).isZero();
      });
    }
    age(Instant.parse("1999-12-31T23:59:57.999Z"));
    run(files -> {
      assertThat(of(files, "a.txt")).hasSize(1);
      assertThat(files.remembered()).isEqualTo(1);
    });
  }

  @Test
  void aFileThatWasChangedOrIsAskedForByAnotherNameIsAnother() throws Exception {
    run(files -> {
      Representation first = of(files, "a.txt").getFirst();
      Files.writeString(root.resolve("a.txt"), "longer");
      Representation second = of(files, "a.txt").getFirst();
      assertThat(second.info().size()).isEqualTo(6);
      assertThat(second.validators().tag()).isNotEqualTo(first.validators().tag());
      Path path = root.resolve("a.txt");
      List<Representation> linked =
          files.of(path, "in.html", second.info(), Reactor.current().clock().now());
      assertThat(linked.getFirst().whole().first("Content-Type")).startsWith("text/html");
    });
  }

  @Test
  void onlySoManyFilesAreRemembered() throws Exception {
    run(files -> {
      Instant now = Reactor.current().clock().now();
      FileInfo info = new FileInfo("x", FileInfo.Kind.FILE, 1, LONG_AGO);
      for (int i = 0; i < Representations.REMEMBERED; i++) {
        files.of(root.resolve("x" + i), "x", info, now);
      }
      assertThat(files.remembered()).isEqualTo(Representations.REMEMBERED);
      files.of(root.resolve("one more"), "x", info, now);
      assertThat(files.remembered()).isEqualTo(1);
    });
  }

  private interface Body {
    void run(Representations files) throws Exception;
  }

  private void run(Body body) throws Exception {
    World.run(() -> {
      var disk = Reactor.current().service(io.weightless.net.Files.class);
      body.run(new Representations(new SeenFiles(disk)));
    });
  }

  private List<Representation> of(Representations files, String name) throws IOException {
    Path path = root.resolve(name);
    FileInfo info = Reactor.current().service(io.weightless.net.Files.class).info(path);
    return files.of(path, name, info, Reactor.current().clock().now());
  }

  private void age(Instant time) throws IOException {
    Files.setLastModifiedTime(root, FileTime.from(time));
  }

  private static Path path(String name) {
    return Path.of(name);
  }
}
