package io.weightless.net.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.ClosedException;
import io.weightless.net.FileInfo;
import io.weightless.net.FileInfo.Kind;
import io.weightless.net.FileSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachBackend
final class LocalFilesTest {
  private static final Instant MODIFIED = Instant.parse("2026-01-02T03:04:05Z");

  @AutoClose private final World world;
  private final Path folder;
  private final Path file;

  LocalFilesTest(String backend, @TempDir Path folder) throws IOException {
    world = new World(backend);
    this.folder = folder;
    file = Files.writeString(folder.resolve("file.txt"), "0123456789");
    Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
  }

  @Test
  void aFileIsDescribed() throws IOException {
    world.run(_ ->
        assertThat(world.files().info(file))
            .isEqualTo(new FileInfo("file.txt", Kind.FILE, 10, MODIFIED)));
  }

  @Test
  void aLinkIsFollowed() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    world.run(_ -> {
      assertThat(world.files().info(link)).isEqualTo(new FileInfo("link", Kind.FILE, 10, MODIFIED));
      assertThat(world.files().real(link)).isEqualTo(file.toRealPath());
    });
  }

  @Test
  void whatIsMissingIsMissing() throws IOException {
    Path missing = folder.resolve("missing");
    world.run(_ -> {
      assertThatThrownBy(() -> world.files().info(missing))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessage(missing.toString());
      assertThatThrownBy(() -> world.files().open(missing)).isInstanceOf(NoSuchFileException.class);
      assertThatThrownBy(() -> world.files().list(missing)).isInstanceOf(NoSuchFileException.class);
      assertThatThrownBy(() -> world.files().real(missing)).isInstanceOf(NoSuchFileException.class);
    });
  }

  @Test
  void aDirectoryIsListedByName() throws IOException {
    Files.createDirectory(folder.resolve("a directory"));
    Files.createSymbolicLink(folder.resolve("z leads nowhere"), folder.resolve("nowhere"));
    world.run(_ ->
        assertThat(world.files().list(folder))
            .extracting(info -> info.name() + ": " + info.kind())
            .containsExactly("a directory: DIRECTORY", "file.txt: FILE", "z leads nowhere: OTHER"));
  }

  @Test
  void onlyADirectoryIsListed() throws IOException {
    world.run(_ ->
        assertThatThrownBy(() -> world.files().list(file))
            .isInstanceOf(NotDirectoryException.class));
  }

  @Test
  void onlyAFileIsOpened() throws IOException {
    world.run(_ ->
        assertThatThrownBy(() -> world.files().open(folder))
            .isInstanceOf(IOException.class)
            .hasMessage(folder + ": is a directory"));
  }

  @Test
  void aLinkIsOpenedUnlessOneSaysNotTo() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    world.run(_ -> {
      try (FileSource source = world.files().open(link)) {
        assertThat(source.size()).isEqualTo(10);
      }
      assertThatThrownBy(() -> world.files().open(link, LinkOption.NOFOLLOW_LINKS))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessage(link + ": is a link");
    });
  }

  @Test
  void aFileIsReadAtAnyPosition() throws IOException {
    world.run(_ -> {
      try (FileSource source = world.files().open(file)) {
        ByteBuffer target = ByteBuffer.allocate(4);
        assertThat(source.size()).isEqualTo(10);
        assertThat(source.read(target, 3)).isEqualTo(4);
        assertThat(World.text(target.flip())).isEqualTo("3456");
        assertThat(source.read(target.clear(), 8)).isEqualTo(2);
        assertThat(source.read(target, 10)).isEqualTo(-1);
      }
    });
  }

  @Test
  void anOpenFileSaysWhatItWasWhenItWasOpened() throws IOException {
    world.run(_ -> {
      FileInfo found = world.files().info(file);
      try (FileSource source = world.files().open(file)) {
        Files.writeString(file, "another content");
        assertThat(source.info()).isEqualTo(found);
        assertThat(source.size()).isEqualTo(15);
      }
    });
  }

  @Test
  void aClosedFileIsNotRead() throws IOException {
    world.run(_ -> {
      FileSource source = world.files().open(file);
      source.close();
      source.close();

      assertThatThrownBy(source::size)
          .isInstanceOf(ClosedException.class)
          .hasMessage("the file " + file + " is closed");
    });
  }
}
