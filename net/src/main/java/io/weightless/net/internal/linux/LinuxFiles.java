package io.weightless.net.internal.linux;

import io.weightless.net.FileInfo;
import io.weightless.net.FileSource;
import io.weightless.net.internal.Disk;
import io.weightless.net.internal.DiskFile;
import io.weightless.net.internal.Local;
import io.weightless.net.internal.LocalFiles;
import io.weightless.net.internal.Opener;
import io.weightless.net.internal.RawFile;
import io.weightless.net.internal.RawSink;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Deals with files by their descriptors.
public record LinuxFiles(Disk disk, Libc libc) implements Opener {
  /// The files of this machine, with watches by a backend's `descriptors`.
  public static LocalFiles of(Disk disk, Libc libc, Descriptors descriptors) {
    return new LocalFiles(
        disk,
        new LinuxFiles(disk, libc),
        (_, directory, recursive) ->
            InotifyWatch.open(disk, libc, descriptors, directory, recursive));
  }

  @Override
  public @Nullable Opened openNow(Path path, String name, boolean followsLink) {
    int flags = followsLink ? 0 : FileCalls.O_NOFOLLOW;
    return opened(libc.files.open(path, flags, FileCalls.RESOLVE_CACHED), name);
  }

  /// What the system does not know at once it may learn here, by a look at the disk.
  @Override
  public @Nullable FileSource openStraight(Path path, String name) {
    int straight = FileCalls.RESOLVE_NO_SYMLINKS;
    int descriptor = libc.files.open(path, 0, straight | FileCalls.RESOLVE_CACHED);
    boolean isCold = descriptor == -Errno.EAGAIN || descriptor == -Errno.EINVAL;
    Opened opened = opened(isCold ? disk.call(() -> openCold(path, straight)) : descriptor, name);
    return opened == null ? null : DiskFile.toRead(disk, path, opened, isCold);
  }

  private static int openCold(Path path, int resolve) {
    try (Arena arena = Arena.ofConfined()) {
      return new FileCalls(arena).open(path, 0, resolve);
    }
  }

  /// What is no regular file is closed. On the loop: the system knows all of an open file.
  private @Nullable Opened opened(int descriptor, String name) {
    if (descriptor < 0) {
      return null;
    }
    try {
      FileInfo info = libc.files.info(descriptor, name);
      if (info.kind() == FileInfo.Kind.FILE) {
        return new Opened(new LinuxFile(libc, descriptor), info);
      }
    } catch (IOException _) {
      // whoever looks closer will be told
    }
    FileCalls.close(descriptor);
    return null;
  }

  @Override
  public @Nullable FileInfo infoNow(Path path, String name, boolean followsLink) {
    int descriptor = libc.files.look(path, followsLink);
    if (descriptor < 0) {
      return null;
    }
    try {
      return libc.files.info(descriptor, name);
    } catch (IOException _) {
      return null;
    } finally {
      FileCalls.close(descriptor);
    }
  }

  @Override
  public Opened open(Path path, FileInfo found, boolean followsLink) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      FileCalls calls = new FileCalls(arena);
      int descriptor = calls.open(path, followsLink ? 0 : FileCalls.O_NOFOLLOW);
      return opened(calls, descriptor, path);
    }
  }

  /// It may be another one than what was at `path` just now.
  private Opened opened(FileCalls calls, int descriptor, Path path) throws IOException {
    try {
      FileInfo info = calls.info(descriptor, Local.nameOf(path));
      Local.checkIsFile(path, info.kind());
      return new Opened(new LinuxFile(libc, descriptor), info);
    } catch (IOException e) {
      FileCalls.close(descriptor);
      throw e;
    }
  }

  @Override
  public Opened edit(Path path, Set<OpenOption> options) throws IOException {
    int flags = FileCalls.O_RDWR;
    flags |= options.contains(StandardOpenOption.CREATE) ? FileCalls.O_CREAT : 0;
    flags |=
        options.contains(StandardOpenOption.CREATE_NEW) ? FileCalls.O_CREAT | FileCalls.O_EXCL : 0;
    flags |= options.contains(StandardOpenOption.TRUNCATE_EXISTING) ? FileCalls.O_TRUNC : 0;
    flags |= options.contains(LinkOption.NOFOLLOW_LINKS) ? FileCalls.O_NOFOLLOW : 0;
    try (Arena arena = Arena.ofConfined()) {
      FileCalls calls = new FileCalls(arena);
      return opened(calls, calls.open(path, flags), path);
    }
  }

  @Override
  public RawSink append(Path path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      FileCalls calls = new FileCalls(arena);
      Opened opened = opened(calls, calls.openToWrite(path), path);
      return new LinuxFileSink((LinuxFile) opened.raw());
    }
  }

  @Override
  public void renameToNew(Path from, Path to) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      new FileCalls(arena).renameToNew(from, to);
    }
  }

  @Override
  public long copyPart(RawFile from, RawFile to, long position, long most) throws IOException {
    return ((LinuxFile) from).copyTo((LinuxFile) to, position, most);
  }

  /// By their descriptors: something else may be at the paths by now.
  @Override
  public void copyPermissions(RawFile from, RawFile to, Path fromPath, Path toPath)
      throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int source = ((LinuxFile) from).descriptor();
      int target = ((LinuxFile) to).descriptor();
      new FileCalls(arena).copyPermissions(source, target);
    }
  }
}
