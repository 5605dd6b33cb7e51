package io.weightless.net.internal;

import io.weightless.net.ClosedException;
import io.weightless.net.FileInfo;
import io.weightless.net.FileSource;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// An open file of this machine. Reading holds the loop until the disk has answered; what is in the
/// system's cache is there at once.
public final class LocalFile extends Resource implements FileSource {
  private final Reactor reactor;
  private final Resources resources;
  private final Path path;
  private final FileChannel channel;
  private final FileInfo info;
  private boolean closed;

  /// @param found what was at `path` just now
  public LocalFile(
      Reactor reactor, Resources resources, Path path, FileInfo found, LinkOption... options)
      throws IOException {
    this.reactor = reactor;
    this.resources = resources;
    this.path = path;
    channel = FileChannel.open(path, reading(options));
    resources.add(this);
    info = opened(found);
  }

  private static OpenOption[] reading(LinkOption... options) {
    OpenOption[] all = new OpenOption[options.length + 1];
    System.arraycopy(options, 0, all, 1, options.length);
    all[0] = StandardOpenOption.READ;
    return all;
  }

  private FileInfo opened(FileInfo found) throws IOException {
    try {
      long size = size();
      return size == found.size()
          ? found
          : new FileInfo(found.name(), found.kind(), size, found.modified());
    } catch (IOException failure) {
      close();
      throw failure;
    }
  }

  @Override
  public FileInfo info() {
    return info;
  }

  @Override
  public long size() throws IOException {
    return calmly(channel::size);
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return (int) calmly(() -> channel.read(target, position));
  }

  /// Lets the system send from the file. Waits never.
  ///
  /// @return how many bytes; fewer than `count` when the connection is full, or the file at its end
  public long transferTo(SocketChannel target, long position, int count) throws IOException {
    return calmly(() -> channel.transferTo(position, count, target));
  }

  private interface Operation {
    long run() throws IOException;
  }

  /// Runs it with the interrupt flag clear: with the flag set, as it is in a cancelled task, the
  /// JDK closes the file, which others may share.
  private long calmly(Operation operation) throws IOException {
    reactor.checkOwner();
    if (closed) {
      throw new ClosedException("the file " + path + " is closed");
    }
    boolean interrupted = Thread.interrupted();
    try {
      return operation.run();
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
