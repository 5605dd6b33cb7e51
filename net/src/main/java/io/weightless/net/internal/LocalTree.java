package io.weightless.net.internal;

import io.weightless.net.FileDetails;
import io.weightless.net.FileInfo;
import io.weightless.net.FileTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The files of this machine: their names.
abstract sealed class LocalTree implements FileTree permits LocalFiles {
  final Disk disk;
  final Opener opener;

  LocalTree(Disk disk, Opener opener) {
    this.disk = disk;
    this.opener = opener;
  }

  @Override
  public FileInfo info(Path path, LinkOption... options) throws IOException {
    disk.checkOwner();
    FileInfo now = opener.infoNow(path, Local.nameOf(path), options.length == 0);
    return now == null ? disk.call(() -> Local.describe(path, options)) : now;
  }

  @Override
  public FileDetails details(Path path, LinkOption... options) throws IOException {
    return disk.call(() -> Local.details(path, options));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    change(() -> path.getFileSystem().provider().checkAccess(path, modes));
  }

  @Override
  public List<FileInfo> list(Path directory, LinkOption... options) throws IOException {
    return disk.call(() -> Local.list(directory, options));
  }

  @Override
  public Path real(Path path) throws IOException {
    return disk.call(path::toRealPath);
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    change(() -> Files.createDirectory(directory));
  }

  @Override
  public void delete(Path path) throws IOException {
    change(() -> Files.delete(path));
  }

  @Override
  public void rename(Path from, Path to, CopyOption... options) throws IOException {
    boolean replaces = List.of(options).contains(StandardCopyOption.REPLACE_EXISTING);
    change(() -> {
      if (replaces) {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      } else {
        opener.renameToNew(from, to);
      }
    });
  }

  @Override
  public void link(Path link, Path existing) throws IOException {
    change(() -> Files.createLink(link, existing));
  }

  @Override
  public void symbolicLink(Path link, Path target) throws IOException {
    change(() -> Files.createSymbolicLink(link, target));
  }

  @Override
  public Path readLink(Path link) throws IOException {
    return disk.call(() -> Files.readSymbolicLink(link));
  }

  @Override
  public void permissions(Path path, Set<PosixFilePermission> permissions) throws IOException {
    change(() -> Files.setPosixFilePermissions(path, permissions));
  }

  @Override
  public void modified(Path path, Instant time) throws IOException {
    change(() -> Files.setLastModifiedTime(path, FileTime.from(time)));
  }

  /// A directory is opened for reading, as only Unix lets one.
  @Override
  public void syncDirectory(Path directory) throws IOException {
    disk.callShielded(() -> {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
        return true;
      }
    });
  }

  private interface Change {
    void run() throws IOException;
  }

  private void change(Change change) throws IOException {
    disk.call(() -> {
      change.run();
      return true;
    });
  }
}
