package io.weightless.net.internal.linux;

import io.weightless.net.ClosedException;
import io.weightless.net.FileInfo;
import io.weightless.net.FileSource;
import io.weightless.net.internal.Failures;
import io.weightless.net.internal.Resource;
import io.weightless.net.internal.Resources;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// An open file by its descriptor. Reading holds the loop until the disk has answered; what is in
/// the system's cache is there at once.
public final class LinuxFile extends Resource implements FileSource {
  private final Reactor reactor;
  private final Resources resources;
  private final Libc libc;
  private final Path path;
  private final int descriptor;
  private final FileInfo info;
  private boolean closed;

  /// @param descriptor which is its own from now on
  LinuxFile(
      Reactor reactor, Resources resources, Libc libc, Path path, int descriptor, FileInfo info) {
    this.reactor = reactor;
    this.resources = resources;
    this.libc = libc;
    this.path = path;
    this.descriptor = descriptor;
    this.info = info;
    resources.add(this);
  }

  /// For the system.
  ///
  /// @throws ClosedException when it is closed, and the number may be that of something else
  public int descriptor() throws ClosedException {
    reactor.checkOwner();
    if (closed) {
      throw new ClosedException(describe() + " is closed");
    }
    return descriptor;
  }

  @Override
  public FileInfo info() {
    return info;
  }

  @Override
  public long size() throws IOException {
    return libc.files.size(descriptor());
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    if (target.isDirect()) {
      return readDirect(target, position);
    }
    ByteBuffer copy = ByteBuffer.allocateDirect(target.remaining());
    int length = readDirect(copy, position);
    target.put(copy.flip());
    return length;
  }

  private int readDirect(ByteBuffer target, long position) throws IOException {
    int length = Libc.check(libc.transfer.read(descriptor(), target, position));
    return length == 0 && target.hasRemaining() ? -1 : length;
  }

  @Override
  public void close() {
    reactor.checkOwner();
    if (!closed) {
      closed = true;
      resources.remove(this);
      Failures.closeQuietly(() -> libc.close(descriptor));
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
