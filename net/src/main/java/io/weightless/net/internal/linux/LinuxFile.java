package io.weightless.net.internal.linux;

import io.weightless.net.internal.RawFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;

/// A file by its descriptor.
public final class LinuxFile implements RawFile {
  private static final int COPY_BYTES = Libc.STAGING_BYTES;

  private final Libc libc;
  private final int descriptor;

  /// @param descriptor which is its own from now on
  LinuxFile(Libc libc, int descriptor) {
    this.libc = libc;
    this.descriptor = descriptor;
  }

  /// For the system.
  public int descriptor() {
    return descriptor;
  }

  @Override
  public boolean mindsInterrupts() {
    return false;
  }

  @Override
  public int readNow(ByteBuffer target, long position) {
    if (target.isDirect()) {
      return orNotNow(libc.bytes.readNow(descriptor, target, position), target);
    }
    ByteBuffer copy = libc.staging();
    copy.limit(Math.min(target.remaining(), copy.capacity()));
    int length = orNotNow(libc.bytes.readNow(descriptor, copy, position), copy);
    target.put(copy.flip());
    return length;
  }

  /// Whatever goes wrong at once is told when it goes wrong again.
  private static int orNotNow(int result, ByteBuffer target) {
    return result < 0 ? NOT_NOW : orEnd(result, target);
  }

  private static int orEnd(int result, ByteBuffer target) {
    return result == 0 && target.hasRemaining() ? -1 : result;
  }

  private static ByteBuffer directLike(ByteBuffer heap) {
    return ByteBuffer.allocateDirect(Math.min(heap.remaining(), COPY_BYTES));
  }

  @Override
  public boolean hasAtHand(long position, int count) {
    return libc.bytes.isAtHand(descriptor, position)
        && libc.bytes.isAtHand(descriptor, position + count - 1);
  }

  @Override
  public void fetch(long position, int count) throws IOException {
    ByteBuffer part = ByteBuffer.allocateDirect(Math.min(count, COPY_BYTES));
    int length = readDirect(part, position);
    for (int done = length; length > 0 && done < count; done += length) {
      length = readDirect(part.clear(), position + done);
    }
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    if (target.isDirect()) {
      return readDirect(target, position);
    }
    ByteBuffer copy = directLike(target);
    int all = 0;
    int length;
    do {
      length =
          readDirect(copy.clear().limit(Math.min(target.remaining(), COPY_BYTES)), position + all);
      target.put(copy.flip());
      all += Math.max(length, 0);
    } while (length > 0 && target.hasRemaining());
    return all == 0 ? length : all;
  }

  private int readDirect(ByteBuffer target, long position) throws Errno {
    try (Arena arena = Arena.ofConfined()) {
      return orEnd(new FileBytes(arena).read(descriptor, target, position), target);
    }
  }

  @Override
  public void write(ByteBuffer source, long position) throws IOException {
    write(source, (bytes, part, done) -> bytes.write(descriptor, part, position + done));
  }

  @Override
  public void append(ByteBuffer source) throws IOException {
    write(source, (bytes, part, _) -> bytes.append(descriptor, part));
  }

  private interface Writer {
    void write(FileBytes bytes, ByteBuffer part, long done) throws Errno;
  }

  private static void write(ByteBuffer source, Writer writer) throws Errno {
    try (Arena arena = Arena.ofConfined()) {
      FileBytes bytes = new FileBytes(arena);
      if (source.isDirect()) {
        writer.write(bytes, source, 0);
      } else {
        writeCopies(source, bytes, writer);
      }
    }
  }

  /// A failed write leaves the position of `source` behind what was taken.
  private static void writeCopies(ByteBuffer source, FileBytes bytes, Writer writer) throws Errno {
    int first = source.position();
    ByteBuffer copy = directLike(source);
    while (source.hasRemaining()) {
      int length = Math.min(source.remaining(), copy.capacity());
      copy.clear().put(0, source, source.position(), length).limit(length);
      try {
        writer.write(bytes, copy, source.position() - first);
      } finally {
        source.position(source.position() + copy.position());
      }
    }
  }

  /// Copies the next part of both; where the system can't (an older one, between file systems),
  /// through this process.
  ///
  /// @return how many bytes; 0 at the end
  long copyTo(LinuxFile target, long position, long most) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      long copied = new FileBytes(arena).copy(descriptor, target.descriptor, position, most);
      if (copied > 0 || (copied == 0 && position > 0)) {
        return copied;
      }
    }
    ByteBuffer part = ByteBuffer.allocateDirect((int) Math.min(most, COPY_BYTES));
    int length = readDirect(part, position);
    target.write(part.flip(), position);
    return Math.max(length, 0);
  }

  @Override
  public long size() throws IOException {
    return libc.bytes.size(descriptor);
  }

  @Override
  public void truncate(long size) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      new FileBytes(arena).truncate(descriptor, size);
    }
  }

  @Override
  public void sync(boolean all) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      new FileBytes(arena).sync(descriptor, all);
    }
  }

  @Override
  public boolean tryLock(boolean shared) throws IOException {
    return libc.bytes.tryLock(descriptor, shared);
  }

  @Override
  public void unlock() throws IOException {
    libc.bytes.unlock(descriptor);
  }

  @Override
  public void close() {
    FileCalls.close(descriptor);
  }
}
