package io.weightless.simulation;

import io.weightless.net.ClosedException;
import io.weightless.net.FileInfo;
import io.weightless.net.FileLock;
import io.weightless.net.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// An open file of a simulated disk.
final class MemoryOpenFile implements OpenFile {
  /// Disks are larger, but arrays are not.
  private static final int MOST_BYTES = 1 << 30;

  private final MemoryFiles files;
  private final Path path;
  private final Path place;
  private final DiskNode node;
  private final boolean isWritable;
  private final FileInfo info;
  private @Nullable Held lock;
  private boolean closed;

  /// @param path that was asked for
  /// @param place where that leads to
  MemoryOpenFile(MemoryFiles files, Path path, Path place, DiskNode node, boolean isWritable) {
    this.files = files;
    this.path = path;
    this.place = place;
    this.node = node;
    this.isWritable = isWritable;
    info = MemoryTree.describe(path, node);
  }

  @Override
  public FileInfo info() {
    return info;
  }

  @Override
  public long size() throws IOException {
    checkOpen();
    return node.content.size();
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    checkPlace(position);
    checkOpen();
    files.work(path, false);
    return node.content.read(target, position);
  }

  @Override
  public void write(ByteBuffer source, long position) throws IOException {
    checkPlace(position);
    checkWritable();
    files.work(path, false);
    put(source, position);
  }

  @Override
  public void append(ByteBuffer source) throws IOException {
    checkWritable();
    files.work(path, false);
    put(source, node.content.size());
  }

  /// A disk that is full takes a part of it.
  private void put(ByteBuffer source, long position) throws IOException {
    boolean isFull = position > MOST_BYTES - source.remaining() || files.strikes(Fault.DISK_FULL);
    int length = isFull ? files.random().nextInt(source.remaining() + 1) : source.remaining();
    if (position > MOST_BYTES - length) {
      length = 0;
    }
    byte[] bytes = new byte[length];
    source.get(bytes);
    if (length > 0) {
      node.content.write(bytes, (int) position);
      touched();
    }
    if (isFull) {
      throw new FileSystemException(path.toString(), null, "No space left on device");
    }
  }

  private void touched() {
    node.modified = files.now();
    files.disk().changed(place);
  }

  @Override
  public void truncate(long size) throws IOException {
    checkPlace(size);
    checkWritable();
    files.work(path, false);
    if (size > MOST_BYTES) {
      throw new FileSystemException(path.toString(), null, "File too large");
    }
    node.content.truncate((int) size);
    touched();
  }

  @Override
  public void sync() throws IOException {
    checkWritable();
    files.work(path, true);
    node.content.sync();
  }

  @Override
  public void syncData() throws IOException {
    sync();
  }

  private static void checkPlace(long position) {
    if (position < 0) {
      throw new IllegalArgumentException("no such place in a file: " + position);
    }
  }

  private void checkWritable() throws IOException {
    checkOpen();
    if (!isWritable) {
      throw new NonWritableChannelException();
    }
  }

  private void checkOpen() throws ClosedException {
    files.checkOwner();
    if (closed) {
      throw new ClosedException("the file " + path + " is closed");
    }
  }

  @Override
  public @Nullable FileLock tryLock(boolean shared) throws IOException {
    checkOpen();
    if (lock != null) {
      throw new IllegalStateException("the file " + path + " is locked by this handle already");
    }
    lock = node.tryLock(shared) ? new Held(shared) : null;
    return lock;
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
      files.checkOwner();
      if (lock == this) {
        lock = null;
        if (!files.isDown()) { // the crash has taken it already
          node.unlock();
        }
      }
    }
  }

  @Override
  public void close() {
    files.checkOwner();
    if (!closed) {
      closed = true;
      if (lock != null) {
        lock.close();
      }
      files.closed(this);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
