package io.weightless.testing.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weightless.net.FileInfo;
import io.weightless.net.FileInfo.Kind;
import io.weightless.net.FileSource;
import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What `FileTree` promises of names: one test for each sentence of its contract.
public interface FileTreeKit extends Disks {
  @Test
  default void aFileIsDescribed() throws IOException {
    Instant time = Instant.parse("2026-01-02T03:04:05Z");
    inFolder(folder -> {
      Path path = write(folder.resolve("a"), "12345");
      files().modified(path, time);
      assertEquals(new FileInfo("a", Kind.FILE, 5, time), files().info(path));
      assertEquals(Kind.DIRECTORY, files().info(folder).kind());
      assertThrows(NoSuchFileException.class, () -> files().info(folder.resolve("b")));
      assertThrows(FileSystemException.class, () -> files().info(path.resolve("b")));
    });
  }

  @Test
  default void aLinkIsFollowedUnlessOneSaysNotTo() throws IOException {
    inFolder(folder -> {
      Path path = write(folder.resolve("a"), "12345");
      Path link = folder.resolve("link");
      files().symbolicLink(link, Path.of("a"));
      assertEquals(Kind.FILE, files().info(link).kind());
      assertEquals(Kind.LINK, files().info(link, LinkOption.NOFOLLOW_LINKS).kind());
      assertEquals(Path.of("a"), files().readLink(link));
      assertEquals(path, files().real(link));
      assertEquals(path, files().real(folder.resolve("..").resolve(folder.getFileName() + "/a")));
      assertThrows(NotLinkException.class, () -> files().readLink(path));

      files().delete(path);
      assertThrows(NoSuchFileException.class, () -> files().info(link));
      assertThrows(NoSuchFileException.class, () -> files().real(link));
      assertEquals(Kind.LINK, files().info(link, LinkOption.NOFOLLOW_LINKS).kind());
    });
  }

  @Test
  default void twoNamesOfOneFileHaveOneKey() throws IOException {
    inFolder(folder -> {
      Path path = write(folder.resolve("a"), "a");
      Path other = write(folder.resolve("b"), "a");
      files().link(folder.resolve("c"), path);
      Object key = files().details(path).key();
      assertEquals(key, files().details(folder.resolve("c")).key());
      assertNotEquals(key, files().details(other).key());
      write(folder.resolve("c"), "new");
      assertEquals("new", read(path));
      assertThrows(FileAlreadyExistsException.class, () -> files().link(other, path));
    });
  }

  @Test
  default void whoMayDoWhatIsSaid() throws IOException {
    inFolder(folder -> {
      Path path = write(folder.resolve("a"), "a");
      assertEquals(
          PosixFilePermissions.fromString("rw-------"), files().details(path).permissions());
      files().permissions(path, PosixFilePermissions.fromString("r-xr-----"));
      assertEquals(
          PosixFilePermissions.fromString("r-xr-----"), files().details(path).permissions());
      files().checkAccess(path, AccessMode.READ, AccessMode.EXECUTE);
      files().checkAccess(path);
      assertThrows(NoSuchFileException.class, () -> files().checkAccess(folder.resolve("missing")));
    });
  }

  @Test
  default void aDirectoryIsListedByName() throws IOException {
    inFolder(folder -> {
      files().createDirectory(folder.resolve("b"));
      write(folder.resolve("c"), "");
      files().symbolicLink(folder.resolve("a"), folder.resolve("c"));
      files().symbolicLink(folder.resolve("d"), folder.resolve("nowhere"));
      assertEquals(
          List.of("a FILE", "b DIRECTORY", "c FILE", "d OTHER"),
          files().list(folder).stream().map(Disks::line).toList());
      assertEquals(
          List.of("a LINK", "b DIRECTORY", "c FILE", "d LINK"),
          files().list(folder, LinkOption.NOFOLLOW_LINKS).stream().map(Disks::line).toList());
      assertThrows(NotDirectoryException.class, () -> files().list(folder.resolve("c")));
      assertThrows(NoSuchFileException.class, () -> files().list(folder.resolve("x")));
    });
  }

  @Test
  default void aWalkSeesAllBelowButDoesNotFollowLinks() throws IOException {
    inFolder(folder -> {
      files().createDirectories(folder.resolve("b/c"));
      files().createDirectories(folder.resolve("b/c"));
      write(folder.resolve("b/c/deep"), "");
      write(folder.resolve("a"), "");
      files().createDirectory(folder.resolve("not"));
      write(folder.resolve("not/seen"), "");
      files().symbolicLink(folder.resolve("b/up"), folder);
      List<String> seen = new ArrayList<>();
      files()
          .walk(
              folder,
              (path, info) -> {
                seen.add(folder.relativize(path) + " " + info.kind());
                return !info.name().equals("not");
              });
      assertEquals(
          List.of(
              "a FILE",
              "b DIRECTORY",
              "b/c DIRECTORY",
              "b/c/deep FILE",
              "b/up LINK",
              "not DIRECTORY"),
          seen);
    });
  }

  @Test
  default void aDirectoryIsMadeInOneThatExists() throws IOException {
    inFolder(folder -> {
      Path file = write(folder.resolve("file"), "");
      assertThrows(NoSuchFileException.class, () -> files().createDirectory(folder.resolve("a/b")));
      assertThrows(FileAlreadyExistsException.class, () -> files().createDirectory(folder));
      assertThrows(FileAlreadyExistsException.class, () -> files().createDirectories(file));
    });
  }

  @Test
  default void onlyWhatIsEmptyIsDeletedAndWhoHasItOpenKeepsIt() throws IOException {
    inFolder(folder -> {
      Path below = folder.resolve("a");
      files().createDirectory(below);
      Path file = write(below.resolve("b"), "kept");
      assertThrows(DirectoryNotEmptyException.class, () -> files().delete(below));
      try (FileSource source = files().open(file)) {
        files().delete(file);
        assertEquals("kept", Disks.text(source));
      }
      files().delete(below);
      assertEquals(List.of(), files().list(folder));
      assertThrows(NoSuchFileException.class, () -> files().delete(below));
    });
  }

  @Test
  default void aRenameReplacesOnlyWhenThatIsAskedFor() throws IOException {
    inFolder(folder -> {
      Path from = write(folder.resolve("from"), "new");
      Path to = write(folder.resolve("to"), "old");
      assertThrows(FileAlreadyExistsException.class, () -> files().rename(from, to));
      assertEquals("old", read(to));
      files().rename(from, to, StandardCopyOption.REPLACE_EXISTING);
      assertEquals("new", read(to));
      assertThrows(NoSuchFileException.class, () -> files().info(from));

      files().rename(to, from);
      assertEquals("new", read(from));
      assertThrows(NoSuchFileException.class, () -> files().rename(to, folder.resolve("x")));
    });
  }

  @Test
  default void aDirectoryIsRenamedWithWhatIsInIt() throws IOException {
    inFolder(folder -> {
      files().createDirectories(folder.resolve("a/b"));
      write(folder.resolve("a/b/c"), "c");
      files().rename(folder.resolve("a"), folder.resolve("d"));
      assertEquals("c", read(folder.resolve("d/b/c")));
      assertThrows(
          FileSystemException.class,
          () -> files().rename(folder.resolve("d"), folder.resolve("d/b/e")));
    });
  }

  @Test
  default void temporaryOnesAreNewAndTheOwnersAlone() throws IOException {
    inFolder(folder -> {
      Path one = files().temporaryFile(folder, "x");
      Path other = files().temporaryFile(folder, "x");
      Path directory = files().temporaryDirectory(folder, "x");
      assertNotEquals(one, other);
      assertEquals(
          PosixFilePermissions.fromString("rw-------"), files().details(one).permissions());
      assertEquals(
          PosixFilePermissions.fromString("rwx------"), files().details(directory).permissions());
      assertTrue(one.getFileName().toString().startsWith("x"));
      assertEquals(3, files().list(folder).size());
    });
  }
}
