package io.weightless.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.FileInfo;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is there and what is not, on a system that says why in a language that nobody here knows.
final class ServedTreeTest {
  @TempDir private Path root = Path.of("");

  private static final class ForeignFiles extends OtherFiles {
    ForeignFiles(io.weightless.net.Files files) {
      super(files);
    }

    @Override
    public FileInfo info(Path path, LinkOption... options) throws IOException {
      try {
        return super.info(path, options);
      } catch (FileSystemException failure) {
        throw translated(failure);
      }
    }

    @Override
    public Path real(Path path) throws IOException {
      if (path.endsWith("broken.txt")) {
        throw translated(new FileSystemException(path.toString()));
      }
      try {
        return super.real(path);
      } catch (FileSystemException failure) {
        throw translated(failure);
      }
    }

    /// What has a class of its own keeps it.
    private static FileSystemException translated(FileSystemException failure) {
      return failure.getClass() == FileSystemException.class
          ? new FileSystemException(failure.getFile(), null, "nuqneH")
          : failure;
    }
  }

  @BeforeEach
  void makeFiles() throws IOException {
    Files.writeString(root.resolve("a.txt"), "a");
    Files.writeString(root.resolve("broken.txt"), "broken");
    Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
    Files.createSymbolicLink(root.resolve("here"), Path.of("."));
    Files.createSymbolicLink(root.resolve("gone"), Path.of("nothing"));
    Files.createDirectory(root.resolve("sub"));
  }

  @ParameterizedTest(name = "{0} is 404")
  @ValueSource(
      strings = {
        "/a.txt/b",
        "/a.txt/b/c",
        "/here/a.txt/b",
        "/loop",
        "/loop/b",
        "/here/loop",
        "/gone",
        "/gone/b",
        "/sub/none",
        "/here/here/none",
      })
  void whatIsNotThereIs404WhateverTheSystemSays(String target) throws Exception {
    assertThat(served().get(target).status()).isEqualTo(404);
  }

  @Test
  void aNameThatIsTooLongIs404() throws Exception {
    for (String name : new String[] {"x".repeat(256), "%C3%A9".repeat(128), "x".repeat(8_000)}) {
      assertThat(served().get("/" + name).status()).isEqualTo(404);
      assertThat(served().get("/sub/" + name + "/a").status()).isEqualTo(404);
    }
    assertThat(served().get("/" + "here/".repeat(1_000)).status()).isEqualTo(404);
    assertThat(served().get("/" + "sub/".repeat(1_000)).status()).isEqualTo(404);
  }

  @Test
  void aNameAsLongAsItCanBeIsServed() throws Exception {
    Files.writeString(root.resolve("x".repeat(255)), "long");

    assertThat(served().get("/" + "x".repeat(255)).body()).isEqualTo("long");
  }

  @Test
  void whatIsThereButCannotBeReadIsAFailure() {
    assertThatThrownBy(() -> served().get("/broken.txt"))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("nuqneH");
  }

  private Served served() {
    return new Served(root, ForeignFiles::new);
  }
}
