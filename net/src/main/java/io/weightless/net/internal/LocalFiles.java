package io.weightless.net.internal;

import io.weightless.net.FileInfo;
import io.weightless.net.FileInfo.Kind;
import io.weightless.net.FileSink;
import io.weightless.net.FileSource;
import io.weightless.net.FileWatch;
import io.weightless.net.Files;
import io.weightless.net.OpenFile;
import io.weightless.net.internal.Opener.Opened;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The files of this machine: their contents. What the system knows at once is asked on the loop,
/// all else by the threads of a [Disk].
public final class LocalFiles extends LocalTree implements Files {
  private static final Set<OpenOption> EDITING =
      Set.of(
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.CREATE,
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.TRUNCATE_EXISTING,
          LinkOption.NOFOLLOW_LINKS);

  private final Watching.Maker watching;

  public LocalFiles(Disk disk, Opener opener, Watching.Maker watching) {
    super(disk, opener);
    this.watching = watching;
  }

  @Override
  public FileSource open(Path path, LinkOption... options) throws IOException {
    disk.checkOwner();
    Opened now = opener.openNow(path, Local.nameOf(path), options.length == 0);
    Opened opened = now == null ? disk.call(() -> openCold(path, options)) : now;
    return DiskFile.toRead(disk, path, opened, now == null);
  }

  private Opened openCold(Path path, LinkOption... options) throws IOException {
    FileInfo info = Local.describe(path, options);
    if (info.kind() == Kind.LINK) {
      throw new AccessDeniedException(path.toString(), null, "is a link");
    }
    Local.checkIsFile(path, info.kind()); // to open a pipe may wait until somebody writes to it
    return opener.open(path, info, options.length == 0);
  }

  @Override
  public @Nullable FileSource openStraight(Path path) {
    disk.checkOwner();
    return opener.openStraight(path, Local.nameOf(path));
  }

  @Override
  public OpenFile edit(Path path, OpenOption... options) throws IOException {
    Set<OpenOption> all = new HashSet<>(List.of(options));
    if (!EDITING.containsAll(all)) {
      throw new UnsupportedOperationException("files are not opened so: " + all);
    }
    Opened opened = disk.call(() -> editCold(path, all));
    return DiskFile.toWrite(disk, path, opened);
  }

  private Opened editCold(Path path, Set<OpenOption> options) throws IOException {
    boolean isThere = java.nio.file.Files.exists(path);
    if (isThere && options.contains(StandardOpenOption.CREATE_NEW)) {
      throw new FileAlreadyExistsException(path.toString());
    }
    if (isThere) {
      Local.checkIsFile(path, Local.describe(path).kind());
    }
    return opener.edit(path, options);
  }

  @Override
  public FileSink append(Path path) throws IOException {
    RawSink raw =
        disk.call(() -> {
          if (java.nio.file.Files.exists(path)) {
            Local.checkIsFile(path, Local.describe(path).kind());
          }
          return opener.append(path);
        });
    return new DiskSink(disk, path, raw);
  }

  @Override
  public Path temporaryFile(@Nullable Path directory, String prefix) throws IOException {
    return disk.call(() ->
        directory == null
            ? java.nio.file.Files.createTempFile(prefix, "")
            : java.nio.file.Files.createTempFile(directory, prefix, ""));
  }

  @Override
  public Path temporaryDirectory(@Nullable Path directory, String prefix) throws IOException {
    return disk.call(() ->
        directory == null
            ? java.nio.file.Files.createTempDirectory(prefix)
            : java.nio.file.Files.createTempDirectory(directory, prefix));
  }

  @Override
  public long copy(Path from, Path to) throws IOException {
    try (Copy copy = Copy.open(disk, opener, from, to)) {
      return copy.run();
    }
  }

  @Override
  public FileWatch watch(Path directory, boolean recursive) throws IOException {
    disk.checkOwner();
    return new Watching(disk, directory, watching.open(disk, directory, recursive));
  }
}
