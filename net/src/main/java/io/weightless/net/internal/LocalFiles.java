package io.weightless.net.internal;

import io.weightless.net.FileInfo;
import io.weightless.net.FileInfo.Kind;
import io.weightless.net.FileSink;
import io.weightless.net.FileSource;
import io.weightless.net.Files;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files of this machine. Each call holds the loop until the system has answered.
public record LocalFiles(Reactor reactor, Opener opener) implements Files {
  /// How a backend opens a regular file.
  public interface Opener {
    /// @param found what was at `path` just now
    /// @param options with `NOFOLLOW_LINKS`, a link is refused
    FileSource open(Path path, FileInfo found, LinkOption... options) throws IOException;

    /// As [Files#openStraight].
    ///
    /// @param name of the path, the last
    default @Nullable FileSource openStraight(Path path, String name) {
      return null;
    }

    /// For writing behind its end; it may not exist.
    FileSink append(Path path) throws IOException;
  }

  @Override
  public FileInfo info(Path path) throws IOException {
    reactor.checkOwner();
    return describe(path);
  }

  @Override
  public FileSource open(Path path, LinkOption... options) throws IOException {
    reactor.checkOwner();
    FileInfo info = describe(path, options);
    Kind kind = info.kind();
    if (kind == Kind.OTHER && java.nio.file.Files.isSymbolicLink(path) && options.length > 0) {
      throw new AccessDeniedException(path.toString(), null, "is a link");
    }
    checkIsFile(path, kind);
    return opener.open(path, info, options);
  }

  @Override
  public @Nullable FileSource openStraight(Path path) {
    reactor.checkOwner();
    return opener.openStraight(path, nameOf(path));
  }

  private static void checkIsFile(Path path, Kind kind) throws IOException {
    if (kind != Kind.FILE) { // to open a pipe would hold the loop until somebody writes to it
      String what = kind == Kind.DIRECTORY ? "is a directory" : "is not a regular file";
      throw new FileSystemException(path.toString(), null, what);
    }
  }

  @Override
  public FileSink append(Path path) throws IOException {
    reactor.checkOwner();
    if (java.nio.file.Files.exists(path)) {
      checkIsFile(path, describe(path).kind());
    }
    return opener.append(path);
  }

  @Override
  public List<FileInfo> list(Path directory) throws IOException {
    reactor.checkOwner();
    List<FileInfo> infos = new ArrayList<>();
    try (DirectoryStream<Path> entries = java.nio.file.Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        addEntry(infos, entry);
      }
    }
    infos.sort(Comparator.comparing(FileInfo::name));
    return infos;
  }

  /// Adds nothing when it was deleted meanwhile.
  private static void addEntry(List<FileInfo> infos, Path entry) {
    try {
      infos.add(describe(entry));
    } catch (IOException e) {
      if (java.nio.file.Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
        infos.add(new FileInfo(nameOf(entry), Kind.OTHER, 0, Instant.EPOCH));
      }
    }
  }

  @Override
  public Path real(Path path) throws IOException {
    reactor.checkOwner();
    return path.toRealPath();
  }

  private static FileInfo describe(Path path, LinkOption... options) throws IOException {
    BasicFileAttributes attributes =
        java.nio.file.Files.readAttributes(path, BasicFileAttributes.class, options);
    Kind kind =
        attributes.isRegularFile()
            ? Kind.FILE
            : attributes.isDirectory() ? Kind.DIRECTORY : Kind.OTHER;
    return new FileInfo(
        nameOf(path), kind, attributes.size(), attributes.lastModifiedTime().toInstant());
  }

  private static String nameOf(Path path) {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }
}
