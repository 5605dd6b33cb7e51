package io.weightless.net;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files that the tasks of a reactor see: `Reactor.current().service(Files.class)`.
///
/// - **Failing**: as `java.nio.file` does, with `NoSuchFileException`, `AccessDeniedException` and
///   the like.
public interface Files {
  /// What is at `path`. Follows links.
  FileInfo info(Path path) throws IOException;

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

  /// Opens a regular file for writing behind what is there, and makes it when there is none, for
  /// its owner to read and write.
  default FileSink append(Path path) throws IOException {
    throw new FileSystemException(path.toString(), null, "nothing is written here");
  }

  /// What is in `directory`, by name. Follows links; those that lead nowhere are
  /// [OTHER][FileInfo.Kind#OTHER].
  List<FileInfo> list(Path directory) throws IOException;

  /// The absolute path without links or dots, of something that exists.
  Path real(Path path) throws IOException;
}
