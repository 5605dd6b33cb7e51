package io.weightless.net;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The files that the tasks of a reactor see: `Reactor.current().service(Files.class)`.
///
/// ```java
/// Files files = Reactor.current().service(Files.class);
/// try (OpenFile journal = files.edit(path, CREATE)) {
///   journal.append(entry);
///   journal.syncData();
/// }
/// ```
///
/// - **Waits**: what needs the disk waits for it, and the other tasks of the reactor go on: a few
///   threads of the reactor do the work. On Linux, what the system has in its cache is there at
///   once, and nobody waits. A callback can't wait, so there everything holds the loop; so does, of
///   a task, a section that must not give up the loop.
/// - **Cancelled**: each wait is a cancellation point before it is begun. What was begun is done to
///   its end, and waited for.
/// - **Failing**: as `java.nio.file` does, with `NoSuchFileException`, `AccessDeniedException` and
///   the like.
/// - **Limit**: 4 threads for each reactor; what is beyond that waits for one, first come first
///   served.
public interface Files extends FileTree {
  /// Opens a regular file for reading, and nothing else: to open a pipe may wait for ever.
  ///
  /// @param options with `NOFOLLOW_LINKS`, a link at the end of `path` is refused with an
  ///   `AccessDeniedException`: for a path that [#real] gave, and that may have changed since
  FileSource open(Path path, LinkOption... options) throws IOException;

  /// Opens a regular file for reading, when there is no link on the way to it, and that can be
  /// known by one look: as Linux can since 5.6, by `openat2(2)`. So nobody can put a link there
  /// between the look and the opening.
  ///
  /// @param path absolute, without dots
  /// @return null for all else, of which [#real] and [#open] have more to say
  default @Nullable FileSource openStraight(Path path) {
    return null;
  }

  /// Opens a regular file to read and to write.
  ///
  /// @param options `CREATE` and `CREATE_NEW` make one, for its owner to read and write;
  ///   `TRUNCATE_EXISTING` empties it; `NOFOLLOW_LINKS` as for [#open]; `READ` and `WRITE` are
  ///   meant anyway
  /// @throws UnsupportedOperationException for other options, and where nothing is written
  default OpenFile edit(Path path, OpenOption... options) throws IOException {
    throw ReadOnly.at(path);
  }

  /// Opens a regular file for writing behind what is there, and makes it when there is none, for
  /// its owner to read and write.
  default FileSink append(Path path) throws IOException {
    throw new FileSystemException(path.toString(), null, "nothing is written here");
  }

  /// Makes a new empty file with a name that nobody has, for its owner to read and write.
  ///
  /// @param directory null for that of the system
  /// @return its path
  default Path temporaryFile(@Nullable Path directory, String prefix) throws IOException {
    throw ReadOnly.at(directory == null ? Path.of(prefix) : directory);
  }

  /// Makes a new directory with a name that nobody has, for its owner alone.
  ///
  /// @param directory in which it is made; null for that of the system
  /// @return its path
  default Path temporaryDirectory(@Nullable Path directory, String prefix) throws IOException {
    throw ReadOnly.at(directory == null ? Path.of(prefix) : directory);
  }

  /// Copies the content and the permissions of a file to `to`, which must not exist. On Linux the
  /// bytes do not enter this process, and where the file system can, both share them
  /// (`copy_file_range`, FICLONE).
  ///
  /// - **Cancelled**: it stops soon, after at most 16 MiB more, and `to` is deleted.
  /// - **Failing**: `to` is deleted.
  ///
  /// @return how many bytes were copied
  default long copy(Path from, Path to) throws IOException {
    throw ReadOnly.at(to);
  }

  /// Watches what happens to the entries of `directory` from now on; with `recursive`, to those of
  /// all directories below it, too, also of those that are made later: what was made in them before
  /// they were watched is told as [Created][FileEvent.Created], perhaps twice. Links are not
  /// followed. When `directory` itself is gone, that is [told][FileEvent.Deleted]; whoever asks for
  /// more then gets a `NoSuchFileException`.
  ///
  /// - **Limit**: on Linux `fs.inotify.max_user_watches` directories of a user, and
  ///   `max_user_instances` watches.
  default FileWatch watch(Path directory, boolean recursive) throws IOException {
    throw new UnsupportedOperationException("nothing is watched here: " + directory);
  }
}
