package io.weightless.net.internal;

import io.weightless.net.ClosedException;
import io.weightless.net.FileInfo;
import io.weightless.net.FileLock;
import io.weightless.net.OpenFile;
import io.weightless.offload.Job;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// An open file of this machine, as the tasks of a reactor share it.
public final class DiskFile extends Resource implements OpenFile {
  /// Two system calls are nothing beside the sending of so many bytes.
  private static final int WORTH_A_LOOK = 64 * 1024;

  private static final int MOST_AT_ONCE = 1024 * 1024;

  private final Disk disk;
  private final Path path;
  private final RawFile raw;
  private final FileInfo info;
  private final boolean isWritable;

  /// Whether the system had to look at the disk to open it.
  private final boolean wasCold;

  /// How many tasks wait for a thread that uses it. The system may give its number to another file
  /// once it is closed, so the last of them closes it.
  private int users;

  private boolean closed;
  private @Nullable Held lock;

  private DiskFile(
      Disk disk, Path path, Opener.Opened opened, boolean isWritable, boolean wasCold) {
    this.disk = disk;
    this.path = path;
    raw = opened.raw();
    info = opened.info();
    this.isWritable = isWritable;
    this.wasCold = wasCold;
    disk.resources().add(this);
  }

  /// @param opened which is its own from now on
  /// @param wasCold whether the system had to look at the disk for it
  public static DiskFile toRead(Disk disk, Path path, Opener.Opened opened, boolean wasCold) {
    return new DiskFile(disk, path, opened, false, wasCold);
  }

  /// @param opened which is its own from now on
  static DiskFile toWrite(Disk disk, Path path, Opener.Opened opened) {
    return new DiskFile(disk, path, opened, true, true);
  }

  /// For the system, which must not keep it.
  ///
  /// @throws ClosedException when it is closed
  public RawFile raw() throws ClosedException {
    disk.checkOwner();
    if (closed) {
      throw new ClosedException(describe() + " is closed");
    }
    return raw;
  }

  /// Whether the system knows it as `kind`.
  public boolean is(Class<? extends RawFile> kind) {
    return kind.isInstance(raw);
  }

  /// Waits until what is to be sent of it next is in the system's cache, as far as it is worth to
  /// look: of a long part, and of a file that the system did not know when it was opened.
  ///
  /// - **Cancelled**: always a cancellation point when it waits.
  public void fetch(long position, int count) throws IOException {
    RawFile open = raw();
    if ((wasCold || count >= WORTH_A_LOOK) && !open.hasAtHand(position, count)) {
      use(() -> {
        open.fetch(position, count);
        return true;
      });
    }
  }

  @Override
  public FileInfo info() {
    return info;
  }

  @Override
  public long size() throws IOException {
    return Disk.calmly(raw()::size);
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    if (position < 0) {
      throw new IllegalArgumentException("no such place in a file: " + position);
    }
    RawFile _ = raw();
    disk.claim();
    int all = 0;
    int part = 0;
    while (part >= 0 && target.hasRemaining()) {
      if (all > 0) {
        disk.claim();
      }
      part = readPart(target, position + all);
      all += Math.max(part, 0);
    }
    return all == 0 ? part : all;
  }

  /// What is there at once may end with the file, or before what is on the disk only.
  private int readPart(ByteBuffer target, long position) throws IOException {
    int part = readNow(target, position);
    return part == RawFile.NOT_NOW ? use(() -> raw.read(target, position)) : part;
  }

  /// No more than what may hold the loop.
  private int readNow(ByteBuffer target, long position) throws IOException {
    int end = target.limit();
    target.limit(target.position() + Math.min(target.remaining(), MOST_AT_ONCE));
    try {
      int part = raw().readNow(target, position);
      if (part != RawFile.NOT_NOW) {
        disk.spend(part);
      }
      return part;
    } finally {
      target.limit(end);
    }
  }

  @Override
  public void write(ByteBuffer source, long position) throws IOException {
    if (position < 0) {
      throw new IllegalArgumentException("no such place in a file: " + position);
    }
    change(() -> raw.write(source, position));
  }

  @Override
  public void append(ByteBuffer source) throws IOException {
    change(() -> raw.append(source));
  }

  @Override
  public void truncate(long size) throws IOException {
    if (size < 0) {
      throw new IllegalArgumentException("no file is so long: " + size);
    }
    change(() -> raw.truncate(size));
  }

  @Override
  public void sync() throws IOException {
    change(() -> raw.sync(true));
  }

  @Override
  public void syncData() throws IOException {
    change(() -> raw.sync(false));
  }

  private interface Change {
    void run() throws IOException;
  }

  private void change(Change change) throws IOException {
    if (!isWritable) {
      throw new NonWritableChannelException();
    }
    use(() -> {
      change.run();
      return true;
    });
  }

  private <T> T use(Job<T, IOException> job) throws IOException {
    RawFile _ = raw();
    users++;
    try {
      return raw.mindsInterrupts() ? disk.callShielded(job) : disk.call(job);
    } catch (IOException e) {
      throw named(e);
    } finally {
      users--;
      closeRaw();
    }
  }

  @Override
  public @Nullable FileLock tryLock(boolean shared) throws IOException {
    RawFile open = raw();
    if (lock != null) {
      throw new IllegalStateException(describe() + " is locked by this handle already");
    }
    try {
      boolean taken = Disk.calmly(() -> open.tryLock(shared));
      lock = taken ? new Held(shared) : null;
      return lock;
    } catch (IOException e) {
      throw named(e);
    }
  }

  private IOException named(IOException failure) {
    return failure instanceof FileSystemException
        ? failure
        : new FileSystemException(path.toString(), null, Failures.reason(failure));
  }

  private final class Held implements FileLock {
    private final boolean shared;

    Held(boolean shared) {
      this.shared = shared;
    }

    @Override
    public boolean isShared() {
      return shared;
    }

    @Override
    public void close() {
      disk.checkOwner();
      if (lock == this) {
        lock = null;
        Failures.closeQuietly(raw::unlock);
      }
    }
  }

  @Override
  public void close() {
    disk.checkOwner();
    if (!closed) {
      closed = true;
      lock = null;
      disk.resources().remove(this);
      closeRaw();
    }
  }

  private void closeRaw() {
    if (closed && users == 0) {
      users = -1; // never again
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
