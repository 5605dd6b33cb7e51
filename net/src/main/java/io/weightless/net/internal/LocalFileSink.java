package io.weightless.net.internal;

import io.weightless.net.ClosedException;
import io.weightless.net.FileSink;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// An open file that is written to.
public final class LocalFileSink extends Resource implements FileSink {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Reactor reactor;
  private final Resources resources;
  private final Path path;
  private final FileChannel channel;
  private boolean closed;

  public LocalFileSink(Reactor reactor, Resources resources, Path path) throws IOException {
    this.reactor = reactor;
    this.resources = resources;
    this.path = path;
    channel = open(path);
    resources.add(this);
  }

  private static FileChannel open(Path path) throws IOException {
    boolean isPosix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileChannel channel =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE),
            isPosix ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0]);
    try {
      return channel.position(channel.size());
    } catch (IOException e) {
      Failures.closeQuietly(channel);
      throw e;
    }
  }

  /// With the interrupt flag clear, for with it the JDK closes the file.
  @Override
  public void write(ByteBuffer... sources) throws IOException {
    reactor.checkOwner();
    if (closed) {
      throw new ClosedException(describe() + " is closed");
    }
    boolean interrupted = Thread.interrupted();
    try {
      for (ByteBuffer source : sources) {
        while (source.hasRemaining()) {
          channel.write(source);
        }
      }
    } catch (IOException e) {
      throw Failures.named("write to " + describe(), e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    reactor.checkOwner();
    if (!closed) {
      closed = true;
      resources.remove(this);
      Failures.closeQuietly(channel);
    }
  }

  @Override
  protected String describe() {
    return "the file " + path;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
