package io.weightless.net.internal;

import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import io.weightless.net.FileSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// An open file of this machine that is written to its end.
public final class DiskSink extends Resource implements FileSink {
  private final Disk disk;
  private final Path path;
  private final RawSink raw;
  private boolean busy;
  private boolean closed;

  /// @param raw which is its own from now on
  DiskSink(Disk disk, Path path, RawSink raw) {
    this.disk = disk;
    this.path = path;
    this.raw = raw;
    disk.resources().add(this);
  }

  /// For the system.
  ///
  /// @throws ClosedException when it is closed
  public RawSink raw() throws ClosedException {
    disk.checkOwner();
    if (closed) {
      throw new ClosedException(describe() + " is closed");
    }
    return raw;
  }

  /// Whether the system knows it as `kind`.
  public boolean is(Class<? extends RawSink> kind) {
    return kind.isInstance(raw);
  }

  @Override
  public void write(ByteBuffer... sources) throws IOException {
    RawSink open = raw();
    if (busy) {
      throw new BusyException("another task writes to " + describe());
    }
    busy = true;
    try {
      write(open, sources);
    } catch (IOException e) {
      throw Failures.named("write to " + describe(), e);
    } finally {
      busy = false;
      closeRaw();
    }
  }

  private void write(RawSink open, ByteBuffer... sources) throws IOException {
    if (open.mindsInterrupts()) {
      disk.callShielded(() -> writeAll(open, sources));
    } else {
      disk.call(() -> writeAll(open, sources));
    }
  }

  private static boolean writeAll(RawSink open, ByteBuffer... sources) throws IOException {
    for (ByteBuffer source : sources) {
      open.write(source);
    }
    return true;
  }

  @Override
  public void close() {
    disk.checkOwner();
    if (!closed) {
      closed = true;
      disk.resources().remove(this);
      closeRaw();
    }
  }

  /// Whoever writes to it finishes first.
  private void closeRaw() {
    if (closed && !busy) {
      busy = true; // never again
      Failures.closeQuietly(raw::close);
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
