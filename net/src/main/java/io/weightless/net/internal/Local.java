package io.weightless.net.internal;

import io.weightless.net.FileDetails;
import io.weightless.net.FileInfo;
import io.weightless.net.FileInfo.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// What the JDK knows of a file. All of it holds the thread until the disk has answered.
public final class Local {
  private Local() {}

  public static FileInfo describe(Path path, LinkOption... options) throws IOException {
    return info(path, Files.readAttributes(path, BasicFileAttributes.class, options));
  }

  private static FileInfo info(Path path, BasicFileAttributes attributes) {
    return new FileInfo(
        nameOf(path),
        kind(attributes),
        attributes.size(),
        attributes.lastModifiedTime().toInstant());
  }

  private static Kind kind(BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      return Kind.FILE;
    }
    if (attributes.isDirectory()) {
      return Kind.DIRECTORY;
    }
    return attributes.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
  }

  static FileDetails details(Path path, LinkOption... options) throws IOException {
    Class<? extends BasicFileAttributes> kind =
        isPosix(path) ? PosixFileAttributes.class : BasicFileAttributes.class;
    BasicFileAttributes found = Files.readAttributes(path, kind, options);
    Object key = Objects.requireNonNullElse(found.fileKey(), path.toRealPath(options));
    return new FileDetails(
        info(path, found),
        key,
        found instanceof PosixFileAttributes posix ? posix.permissions() : Set.of(),
        found.lastAccessTime().toInstant());
  }

  public static void checkIsFile(Path path, Kind kind) throws IOException {
    if (kind != Kind.FILE) {
      String what = kind == Kind.DIRECTORY ? "is a directory" : "is not a regular file";
      throw new FileSystemException(path.toString(), null, what);
    }
  }

  /// Whether there are owners, groups and others.
  static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  static boolean copyPermissions(Path from, Path to) throws IOException {
    if (isPosix(from) && isPosix(to)) {
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    }
    return true;
  }

  public static List<FileInfo> list(Path directory, LinkOption... options) throws IOException {
    List<FileInfo> infos = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        addEntry(infos, entry, options);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    infos.sort(Comparator.comparing(FileInfo::name));
    return infos;
  }

  /// Adds nothing when it was deleted meanwhile.
  private static void addEntry(List<FileInfo> infos, Path entry, LinkOption... options) {
    try {
      infos.add(describe(entry, options));
    } catch (IOException e) {
      if (Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
        infos.add(new FileInfo(nameOf(entry), Kind.OTHER, 0, Instant.EPOCH));
      }
    }
  }

  public static String nameOf(Path path) {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }
}
