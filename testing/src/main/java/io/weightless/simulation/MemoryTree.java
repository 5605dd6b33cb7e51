package io.weightless.simulation;

import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.net.FileDetails;
import io.weightless.net.FileInfo;
import io.weightless.net.FileInfo.Kind;
import io.weightless.net.FileTree;
import io.weightless.scope.Task;
import io.weightless.simulation.DiskTree.Place;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The names of a simulated disk, as programs see them.
abstract sealed class MemoryTree implements FileTree permits MemoryFiles {
  final MemoryDisk disk;

  MemoryTree(MemoryDisk disk) {
    this.disk = disk;
  }

  abstract void checkOwner();

  /// What each operation does first: it takes its time, and may fail.
  ///
  /// @param syncs whether it has to get to the platter
  void work(Path path, boolean syncs) throws IOException {
    checkOwner();
    Strand caller = Strand.currentOrNull();
    if (caller != null && !caller.holds()) {
      Suspension.checkpoint();
      Duration latency = disk.world().latency(syncs);
      if (latency.isPositive()) {
        Task.sleep(latency);
      }
    }
    checkUp();
    if (disk.world().strikes(Fault.DISK_ERROR)) {
      throw new FileSystemException(path.toString(), null, "Input/output error");
    }
  }

  /// @throws IOException when the computer has crashed
  abstract void checkUp() throws IOException;

  Instant now() {
    return disk.world().now();
  }

  static FileInfo describe(Path path, DiskNode node) {
    String name = String.valueOf(path.getFileName() == null ? path : path.getFileName());
    long size = node.kind == Kind.FILE ? node.content.size() : node.target.length();
    return new FileInfo(name, node.kind, size, node.modified);
  }

  private DiskNode node(Path path, LinkOption... options) throws IOException {
    return disk.tree.node(path, options.length == 0);
  }

  @Override
  public FileInfo info(Path path, LinkOption... options) throws IOException {
    work(path, false);
    return describe(path, node(path, options));
  }

  @Override
  public FileDetails details(Path path, LinkOption... options) throws IOException {
    work(path, false);
    DiskNode node = node(path, options);
    return new FileDetails(describe(path, node), node.number, node.permissions, node.accessed);
  }

  /// Programs run as the owner of all there is.
  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    work(path, false);
    DiskNode node = node(path);
    for (AccessMode mode : modes) {
      PosixFilePermission needed =
          switch (mode) {
            case READ -> PosixFilePermission.OWNER_READ;
            case WRITE -> PosixFilePermission.OWNER_WRITE;
            case EXECUTE -> PosixFilePermission.OWNER_EXECUTE;
          };
      if (!node.permissions.contains(needed)) {
        throw new AccessDeniedException(path.toString());
      }
    }
  }

  @Override
  public List<FileInfo> list(Path directory, LinkOption... options) throws IOException {
    work(directory, false);
    List<FileInfo> infos = new ArrayList<>();
    disk.tree
        .directory(directory)
        .entries
        .keySet()
        .forEach(name -> infos.add(entry(directory.resolve(name), options)));
    return infos;
  }

  private FileInfo entry(Path path, LinkOption... options) {
    try {
      return describe(path, node(path, options));
    } catch (IOException _) {
      return new FileInfo(path.getFileName().toString(), Kind.OTHER, 0, Instant.EPOCH);
    }
  }

  @Override
  public Path real(Path path) throws IOException {
    work(path, false);
    Place place = disk.tree.find(path, true);
    if (place.node() == null) {
      throw new NoSuchFileException(path.toString());
    }
    return place.path();
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    make(directory, Kind.DIRECTORY, "");
  }

  @Override
  public void symbolicLink(Path link, Path target) throws IOException {
    make(link, Kind.LINK, target.toString());
  }

  private void make(Path path, Kind kind, String target) throws IOException {
    work(path, false);
    put(disk.tree.vacant(path), disk.tree.make(kind, target, now()));
  }

  void put(Place place, DiskNode node) {
    disk.tree.put(place, node, now());
    disk.created(place.path());
  }

  @Override
  public void link(Path link, Path existing) throws IOException {
    work(link, false);
    DiskNode node = disk.tree.node(existing, false);
    if (node.isDirectory()) {
      throw new FileSystemException(link.toString(), existing.toString(), "is a directory");
    }
    put(disk.tree.vacant(link), node);
  }

  @Override
  public void delete(Path path) throws IOException {
    work(path, false);
    Place place = disk.tree.find(path, false);
    disk.tree.delete(place, path, now());
    disk.deleted(place.path());
  }

  @Override
  public void rename(Path from, Path to, CopyOption... options) throws IOException {
    work(from, false);
    Place source = disk.tree.find(from, false);
    DiskNode node = disk.tree.node(from, false);
    Place target = disk.tree.find(to, false);
    DiskNode replaced = target.node();
    if (replaced != null) {
      checkReplaceable(node, replaced, to, List.of(options));
    }
    if (node != replaced && target.path().startsWith(source.path()) && node.isDirectory()) {
      throw new FileSystemException(from.toString(), to.toString(), "Invalid argument");
    }
    if (node != replaced) {
      disk.tree.rename(source, node, target, now());
      disk.moved(source.path(), target.path(), node);
    }
  }

  private static void checkReplaceable(
      DiskNode node, DiskNode replaced, Path to, List<CopyOption> options) throws IOException {
    if (!options.contains(StandardCopyOption.REPLACE_EXISTING)) {
      throw new FileAlreadyExistsException(to.toString());
    }
    if (node == replaced) {
      return;
    }
    if (node.isDirectory() != replaced.isDirectory()) {
      String what = replaced.isDirectory() ? "Is a directory" : "Not a directory";
      throw new FileSystemException(to.toString(), null, what);
    }
    if (!replaced.entries.isEmpty()) {
      throw new FileSystemException(to.toString(), null, "Directory not empty");
    }
  }

  @Override
  public Path readLink(Path link) throws IOException {
    work(link, false);
    DiskNode node = disk.tree.node(link, false);
    if (node.kind != Kind.LINK) {
      throw new NotLinkException(link.toString());
    }
    return Path.of(node.target);
  }

  @Override
  public void permissions(Path path, Set<PosixFilePermission> permissions) throws IOException {
    work(path, false);
    Place place = disk.tree.find(path, true);
    node(path).permissions = ordered(permissions);
    disk.changed(place.path());
  }

  /// In the same order in each process.
  private static Set<PosixFilePermission> ordered(Set<PosixFilePermission> permissions) {
    Set<PosixFilePermission> ordered = EnumSet.noneOf(PosixFilePermission.class);
    ordered.addAll(permissions);
    return Collections.unmodifiableSet(ordered);
  }

  @Override
  public void modified(Path path, Instant time) throws IOException {
    work(path, false);
    Place place = disk.tree.find(path, true);
    node(path).modified = time;
    disk.changed(place.path());
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    work(directory, true);
    disk.tree.sync(disk.tree.directory(directory));
  }
}
