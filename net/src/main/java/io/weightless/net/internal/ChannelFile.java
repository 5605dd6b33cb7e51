package io.weightless.net.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// A file as the JDK has it. An interrupt closes it, so its users run with the flag clear.
public final class ChannelFile implements RawFile {
  private final FileChannel channel;
  private final Object appending;
  private @Nullable FileLock lock;

  /// @param appending whose monitor has whoever writes to the end of a file: what an open file was
  ///   opened as can't be asked, so two handles of one can't be told from those of two
  ChannelFile(FileChannel channel, Object appending) {
    this.channel = channel;
    this.appending = appending;
  }

  @Override
  public boolean mindsInterrupts() {
    return true;
  }

  /// Nobody can tell before whether it would wait.
  @Override
  public int readNow(ByteBuffer target, long position) {
    return NOT_NOW;
  }

  /// Nobody knows; and to read it once more in case it is not would cost more than it saves.
  @Override
  public boolean hasAtHand(long position, int count) {
    return true;
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return channel.read(target, position);
  }

  @Override
  public void write(ByteBuffer source, long position) throws IOException {
    for (long at = position; source.hasRemaining(); ) {
      at += channel.write(source, at);
    }
  }

  @Override
  public void append(ByteBuffer source) throws IOException {
    synchronized (appending) {
      write(source, channel.size());
    }
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void truncate(long size) throws IOException {
    long before = channel.size();
    if (size < before) {
      channel.truncate(size);
    } else if (size > before) {
      channel.write(ByteBuffer.allocate(1), size - 1);
    }
  }

  @Override
  public void sync(boolean all) throws IOException {
    channel.force(all);
  }

  @Override
  public boolean tryLock(boolean shared) throws IOException {
    try {
      lock = channel.tryLock(0, Long.MAX_VALUE, shared);
    } catch (OverlappingFileLockException _) {
      lock = null; // another handle of this process
    }
    return lock != null;
  }

  @Override
  public void unlock() throws IOException {
    if (lock != null) {
      lock.close();
    }
  }

  /// Copies a part to where it is in another.
  ///
  /// @return how many bytes; 0 at the end
  long copyTo(ChannelFile target, long position, long most) throws IOException {
    return channel.transferTo(position, most, target.channel.position(position));
  }

  /// Lets the system send from the file. Waits never for the connection.
  ///
  /// @return how many bytes; fewer than `count` when the connection is full, or the file at its end
  public long transferTo(SocketChannel target, long position, int count) throws IOException {
    return Disk.calmly(() -> channel.transferTo(position, count, target));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
