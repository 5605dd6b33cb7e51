package io.weightless.net;

import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;

/// Names of files: directories and what is in them. A part of [Files], whose words on waiting and
/// failing hold here.
public interface FileTree {
  /// What is at `path`. Follows links, unless told not to.
  FileInfo info(Path path, LinkOption... options) throws IOException;

  /// The same, and more.
  default FileDetails details(Path path, LinkOption... options) throws IOException {
    throw new UnsupportedOperationException("no details are known here: " + path);
  }

  /// Passes when this process may do all this with what is at `path`; when nothing is asked for,
  /// when something is there. Somebody may change that right after it.
  default void checkAccess(Path path, AccessMode... modes) throws IOException {
    throw new UnsupportedOperationException("no permissions are known here: " + path);
  }

  /// What is in `directory`, by name. Follows links, unless told not to; those that lead nowhere
  /// are [OTHER][FileInfo.Kind#OTHER].
  ///
  /// - **Limit**: it is all in memory; [#walk] too keeps one directory at a time of each depth.
  List<FileInfo> list(Path directory, LinkOption... options) throws IOException;

  /// The absolute path without links or dots, of something that exists.
  Path real(Path path) throws IOException;

  /// Sees one entry of a walk.
  @FunctionalInterface
  interface Visit {
    /// @return whether to go on into it, when it is a directory
    boolean at(Path path, FileInfo info) throws IOException;
  }

  /// Shows `visit` all that is below `directory`: by name, each directory before what is in it. It
  /// does not follow links, so it comes to an end. A directory that is gone when its turn comes is
  /// passed over.
  ///
  /// - **Waits**: for each directory, when its turn comes; `visit` may wait, too.
  default void walk(Path directory, Visit visit) throws IOException {
    ArrayDeque<Walk> left = new ArrayDeque<>();
    left.push(new Walk(directory, list(directory, LinkOption.NOFOLLOW_LINKS)));
    while (!left.isEmpty()) {
      Walk here = left.element();
      FileInfo next = here.next();
      if (next == null) {
        left.pop();
      } else if (visit.at(here.path(next), next) && next.kind() == FileInfo.Kind.DIRECTORY) {
        try {
          Path below = here.path(next);
          left.push(new Walk(below, list(below, LinkOption.NOFOLLOW_LINKS)));
        } catch (NoSuchFileException _) {
          // deleted meanwhile
        }
      }
    }
  }

  /// Makes a directory, in one that exists.
  ///
  /// @throws FileAlreadyExistsException when something is there
  default void createDirectory(Path directory) throws IOException {
    throw ReadOnly.at(directory);
  }

  /// Makes a directory, and those above it that are missing; does nothing when it is there.
  ///
  /// @throws FileAlreadyExistsException when something else is there
  default void createDirectories(Path directory) throws IOException {
    Path parent = directory.toAbsolutePath().getParent();
    try {
      createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (info(directory).kind() != FileInfo.Kind.DIRECTORY) {
        throw e;
      }
    } catch (NoSuchFileException e) {
      if (parent == null) {
        throw e;
      }
      createDirectories(parent);
      createDirectories(directory);
    }
  }

  /// Deletes a file, a link, or an empty directory. Who has the file open keeps it until the close.
  ///
  /// @throws java.nio.file.DirectoryNotEmptyException when something is in it
  default void delete(Path path) throws IOException {
    throw ReadOnly.at(path);
  }

  /// Gives a file or directory another name on the same file system, at once: nobody sees none of
  /// the names, or half of the content, and no crash leaves that behind.
  ///
  /// @param options with `REPLACE_EXISTING` it takes the place of a file that is there, or of an
  ///   empty directory; without, it must be free. (With the `nio` backend, somebody who puts
  ///   something there in the same instant may lose it.)
  /// @throws FileAlreadyExistsException when something is there
  default void rename(Path from, Path to, CopyOption... options) throws IOException {
    throw ReadOnly.at(from);
  }

  /// Gives the file `existing` one more name.
  default void link(Path link, Path existing) throws IOException {
    throw ReadOnly.at(link);
  }

  /// Makes a link that leads to `target`, whether anything is there or not.
  default void symbolicLink(Path link, Path target) throws IOException {
    throw ReadOnly.at(link);
  }

  /// Where a symbolic link leads, as it says.
  ///
  /// @throws java.nio.file.NotLinkException when it is none
  default Path readLink(Path link) throws IOException {
    throw new UnsupportedOperationException("no links are known here: " + link);
  }

  /// Says who may do what with what is at `path`.
  ///
  /// @throws UnsupportedOperationException when the system has no such permissions
  default void permissions(Path path, Set<PosixFilePermission> permissions) throws IOException {
    throw ReadOnly.at(path);
  }

  /// Says when it was changed last.
  default void modified(Path path, Instant time) throws IOException {
    throw ReadOnly.at(path);
  }

  /// Returns when what was made, renamed and deleted in `directory` is on the disk.
  ///
  /// - **Waits**: for the disk, which takes milliseconds.
  default void syncDirectory(Path directory) throws IOException {
    throw ReadOnly.at(directory);
  }
}
