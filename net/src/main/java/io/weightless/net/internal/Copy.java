package io.weightless.net.internal;

import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.net.FileInfo;
import io.weightless.net.FileInfo.Kind;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// A file that is being copied. It is deleted when that does not come to its end.
final class Copy implements AutoCloseable {
  /// What is copied before others have their turn on the thread, and a cancellation is seen.
  private static final long PART_BYTES = 16L * 1024 * 1024;

  private final Disk disk;
  private final Opener opener;
  private final Path from;
  private final Path to;
  private final RawFile source;
  private final RawFile target;
  private boolean isWhole;

  private Copy(Disk disk, Opener opener, Path from, Path to, RawFile source, RawFile target) {
    this.disk = disk;
    this.opener = opener;
    this.from = from;
    this.to = to;
    this.source = source;
    this.target = target;
  }

  static Copy open(Disk disk, Opener opener, Path from, Path to) throws IOException {
    return disk.call(() -> {
      FileInfo info = Local.describe(from);
      if (info.kind() != Kind.FILE) {
        throw new FileSystemException(from.toString(), null, "is not a regular file");
      }
      RawFile source = opener.open(from, info, true).raw();
      try {
        Set<OpenOption> isNew = Set.of(StandardOpenOption.CREATE_NEW);
        return new Copy(disk, opener, from, to, source, opener.edit(to, isNew).raw());
      } catch (IOException e) {
        Failures.closeQuietly(source::close);
        throw e;
      }
    });
  }

  /// @return how many bytes
  long run() throws IOException {
    long copied = 0;
    for (long part = part(0); part > 0; part = part(copied)) {
      copied += part;
    }
    disk.callShielded(() -> {
      opener.copyPermissions(source, target, from, to);
      return true;
    });
    isWhole = true;
    return copied;
  }

  private long part(long position) throws IOException {
    if (Strand.currentOrNull() != null) {
      Suspension.checkpoint();
    }
    try {
      return disk.callShielded(() -> opener.copyPart(source, target, position, PART_BYTES));
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw new FileSystemException(from.toString(), to.toString(), Failures.reason(e));
    }
  }

  @Override
  public void close() throws IOException {
    Failures.closeQuietly(source::close);
    Failures.closeQuietly(target::close);
    if (!isWhole) {
      disk.finish(() -> Files.deleteIfExists(to));
    }
  }
}
