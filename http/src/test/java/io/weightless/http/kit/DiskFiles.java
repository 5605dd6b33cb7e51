package io.weightless.http.kit;

import io.weightless.net.FileInfo;
import io.weightless.net.FileInfo.Kind;
import io.weightless.net.FileSource;
import io.weightless.net.Files;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The files of this computer, read only into buffers that are not in the heap.
final class DiskFiles implements Files {
  @Override
  public FileInfo info(Path path, LinkOption... options) throws IOException {
    return describe(path, options);
  }

  private static FileInfo describe(Path path, LinkOption... options) throws IOException {
    BasicFileAttributes found =
        java.nio.file.Files.readAttributes(path, BasicFileAttributes.class, options);
    Kind kind =
        found.isRegularFile() ? Kind.FILE : found.isDirectory() ? Kind.DIRECTORY : Kind.OTHER;
    String name = String.valueOf(path.getFileName());
    return new FileInfo(name, kind, found.size(), found.lastModifiedTime().toInstant());
  }

  @Override
  public FileSource open(Path path, LinkOption... options) throws IOException {
    FileInfo info = describe(path, options);
    if (options.length > 0 && java.nio.file.Files.isSymbolicLink(path)) {
      throw new AccessDeniedException(path.toString(), null, "is a link");
    }
    if (info.kind() != Kind.FILE) {
      throw new FileSystemException(path.toString(), null, "is not a regular file");
    }
    return new OpenFile(FileChannel.open(path, StandardOpenOption.READ), info);
  }

  @Override
  public List<FileInfo> list(Path directory, LinkOption... options) throws IOException {
    List<FileInfo> found = new ArrayList<>();
    try (var paths = java.nio.file.Files.newDirectoryStream(directory)) {
      for (Path path : paths) {
        found.add(entry(path));
      }
    }
    return found;
  }

  private FileInfo entry(Path path) {
    try {
      return info(path);
    } catch (IOException _) {
      return new FileInfo(String.valueOf(path.getFileName()), Kind.OTHER, 0, Instant.EPOCH);
    }
  }

  @Override
  public Path real(Path path) throws IOException {
    return path.toRealPath();
  }

  private record OpenFile(FileChannel channel, FileInfo info) implements FileSource {
    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      if (!target.isDirect()) {
        throw new IllegalArgumentException("bytes of files don't belong in the heap");
      }
      return channel.read(target, position);
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException failure) {
        throw new AssertionError(failure);
      }
    }
  }
}
