package io.weightless.simulation;

import io.weightless.net.FileInfo.Kind;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.TreeMap;

/// A file, directory or link of a simulated disk, whatever it is called.
final class DiskNode {
  private static final Set<PosixFilePermission> OWNERS_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNERS_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  final int number;
  final Kind kind;

  /// Of a file.
  final DiskContent content;

  /// Of a directory.
  final TreeMap<String, DiskNode> entries = new TreeMap<>();

  /// Of a link: where it leads.
  final String target;

  Instant modified;
  Instant accessed;
  Set<PosixFilePermission> permissions;

  /// How many hold a shared lock; -1 when one holds it alone.
  int locks;

  DiskNode(int number, Kind kind, String target, Instant now, boolean canCrash) {
    content = new DiskContent(canCrash);
    this.number = number;
    this.kind = kind;
    this.target = target;
    modified = now;
    accessed = now;
    permissions = kind == Kind.DIRECTORY ? OWNERS_DIRECTORY : OWNERS_FILE;
  }

  boolean isDirectory() {
    return kind == Kind.DIRECTORY;
  }

  boolean tryLock(boolean shared) {
    boolean isFree = shared ? locks >= 0 : locks == 0;
    if (isFree) {
      locks = shared ? locks + 1 : -1;
    }
    return isFree;
  }

  void unlock() {
    locks = locks < 0 ? 0 : locks - 1;
  }
}
