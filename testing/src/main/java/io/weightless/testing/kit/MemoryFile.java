package io.weightless.testing.kit;

import io.weightless.net.FileInfo;
import io.weightless.net.FileSource;
import java.nio.ByteBuffer;
import java.time.Instant;

/// A file that only this process knows.
final class MemoryFile implements FileSource {
  private final byte[] content;
  private final long size;

  /// @param size as it was when it was opened; `content` may be shorter
  MemoryFile(byte[] content, long size) {
    this.content = content;
    this.size = size;
  }

  @Override
  public FileInfo info() {
    return new FileInfo("memory", FileInfo.Kind.FILE, size, Instant.EPOCH);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(ByteBuffer target, long position) {
    int length = (int) Math.min(target.remaining(), content.length - position);
    if (length <= 0) {
      return -1;
    }
    target.put(content, (int) position, length);
    return length;
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return "'in memory'";
  }
}
