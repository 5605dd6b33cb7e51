package io.weightless.net.internal.linux;

import io.weightless.net.ClosedException;
import io.weightless.net.FileSink;
import io.weightless.net.internal.Failures;
import io.weightless.net.internal.Resource;
import io.weightless.net.internal.Resources;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// An open file that is written to, by its descriptor.
public final class LinuxFileSink extends Resource implements FileSink {
  private final Reactor reactor;
  private final Resources resources;
  private final Libc libc;
  private final Path path;
  private final int descriptor;
  private boolean closed;

  LinuxFileSink(Reactor reactor, Resources resources, Libc libc, Path path) throws IOException {
    this.reactor = reactor;
    this.resources = resources;
    this.libc = libc;
    this.path = path;
    descriptor = libc.files.openAtEnd(path);
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
  public void write(ByteBuffer... sources) throws IOException {
    for (ByteBuffer source : sources) {
      ByteBuffer direct = source.isDirect() ? source : copy(source);
      while (direct.hasRemaining()) {
        try {
          Libc.check(libc.transfer.write(descriptor(), direct));
        } catch (Errno e) {
          throw Failures.named("write to " + describe(), e);
        }
      }
      source.position(source.limit());
    }
  }

  private static ByteBuffer copy(ByteBuffer source) {
    return ByteBuffer.allocateDirect(source.remaining()).put(source.duplicate()).flip();
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
