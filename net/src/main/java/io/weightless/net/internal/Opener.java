package io.weightless.net.internal;

import io.weightless.net.FileInfo;
import io.weightless.net.FileSource;
import java.io.IOException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a backend deals with files. What has no other word is for any thread, and holds it until the
/// disk has answered.
public interface Opener {
  /// A file, open, and what it was then.
  record Opened(RawFile raw, FileInfo info) {}

  /// Opens a regular file for reading, if the system knows at once that it is one. On the loop.
  ///
  /// @return null for all else
  default @Nullable Opened openNow(Path path, String name, boolean followsLink) {
    return null;
  }

  /// As [io.weightless.net.Files#openStraight]. On the loop.
  ///
  /// @param name of the path, the last
  default @Nullable FileSource openStraight(Path path, String name) {
    return null;
  }

  /// What is at `path`, if the system knows at once. On the loop.
  default @Nullable FileInfo infoNow(Path path, String name, boolean followsLink) {
    return null;
  }

  /// Opens a regular file for reading.
  ///
  /// @param found what was at `path` just now
  Opened open(Path path, FileInfo found, boolean followsLink) throws IOException;

  /// Opens a regular file for reading and writing.
  ///
  /// @param options those of [io.weightless.net.Files#edit], and no others
  Opened edit(Path path, Set<OpenOption> options) throws IOException;

  /// For writing behind its end; it may not exist.
  RawSink append(Path path) throws IOException;

  /// Renames it, when nothing is at `to`.
  void renameToNew(Path from, Path to) throws IOException;

  /// Copies the next part of one file behind what was copied of it before.
  ///
  /// @return how many bytes; 0 at the end
  long copyPart(RawFile from, RawFile to, long position, long most) throws IOException;

  /// Gives one open file the permissions of another.
  ///
  /// @param fromPath of the one, for who can't ask it
  default void copyPermissions(RawFile from, RawFile to, Path fromPath, Path toPath)
      throws IOException {
    boolean _ = Local.copyPermissions(fromPath, toPath);
  }
}
