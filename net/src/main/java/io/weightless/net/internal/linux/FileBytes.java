package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// What the C library does with an open file, for one thread. Each holds it until the disk has
/// answered, but for what says otherwise. Buffers are direct; their positions move on.
final class FileBytes {
  private static final Function LSEEK = Function.named("lseek");
  private static final Function FTRUNCATE = Function.named("ftruncate");
  private static final Function FSYNC = Function.named("fsync");
  private static final Function FDATASYNC = Function.named("fdatasync");
  private static final Function COPY = Function.named("copy_file_range");
  private static final Function CONTROL = Function.named("fcntl");

  private static final int PREADV2 = Platform.isX86() ? 327 : 286;
  private static final int PWRITEV2 = Platform.isX86() ? 328 : 287;
  private static final int RWF_NOWAIT = 8;
  private static final int RWF_APPEND = 16;

  private static final int SEEK_END = 2;
  private static final int F_OFD_SETLK = 37;
  private static final short F_RDLCK = 0;
  private static final short F_WRLCK = 1;
  private static final short F_UNLCK = 2;
  private static final int FLOCK_BYTES = 32;

  private final MemorySegment state;

  /// A `struct iovec`.
  private final MemorySegment part;

  /// A `struct flock`.
  private final MemorySegment lock;

  /// @param state of a [Function]
  FileBytes(Arena arena, MemorySegment state) {
    this.state = state;
    part = arena.allocate(2 * Long.BYTES, Long.BYTES);
    lock = arena.allocate(FLOCK_BYTES, Long.BYTES);
  }

  /// For a thread of one's own.
  FileBytes(Arena arena) {
    this(arena, Function.state(arena));
  }

  /// Reads what is in the system's cache, since Linux 4.14.
  ///
  /// @return how many bytes, 0 at the end, or the negative number of an error: `EAGAIN`, or another
  ///   one of a file system that can't tell
  int readNow(int file, ByteBuffer target, long position) {
    return moved(move(PREADV2, file, target, position, RWF_NOWAIT), target);
  }

  /// Whether the byte at `position` is in the system's cache, or behind the end, or the file system
  /// can't tell.
  boolean isAtHand(int file, long position) {
    part.set(JAVA_LONG, 0, lock.address()); // which is nobody's business now
    part.set(JAVA_LONG, Long.BYTES, 1);
    long parts = part.address();
    int result = RingCalls.SYSCALL.callIn(state, PREADV2, file, parts, 1, position, 0, RWF_NOWAIT);
    return result != -Errno.EAGAIN;
  }

  /// @return how many bytes, 0 at the end
  int read(int file, ByteBuffer target, long position) throws Errno {
    return Libc.check(moved(move(PREADV2, file, target, position, 0), target));
  }

  /// Writes all that remains.
  void write(int file, ByteBuffer source, long position) throws Errno {
    for (long at = position; source.hasRemaining(); ) {
      at += Libc.check(moved(move(PWRITEV2, file, source, at, 0), source));
    }
  }

  /// Writes all that remains behind what is there, since Linux 4.16.
  void append(int file, ByteBuffer source) throws Errno {
    while (source.hasRemaining()) {
      Libc.check(moved(move(PWRITEV2, file, source, 0, RWF_APPEND), source));
    }
  }

  /// By their numbers, for the C library passes a file's place in one piece, the kernel in two.
  private int move(int what, int file, ByteBuffer buffer, long position, int flags) {
    part.set(JAVA_LONG, 0, Transfer.addressOf(buffer));
    part.set(JAVA_LONG, Long.BYTES, buffer.remaining());
    long parts = part.address();
    return RingCalls.SYSCALL.callIn(state, what, file, parts, 1, position, position >> 63, flags);
  }

  private static int moved(int result, ByteBuffer buffer) {
    if (result > 0) {
      buffer.position(buffer.position() + result);
    }
    return result;
  }

  /// Moves the file's own position to its end. Needs no disk.
  ///
  /// @return how long it is
  long size(int file) throws Errno {
    long end = LSEEK.callForLongIn(state, file, 0, SEEK_END, 0, 0);
    return end < 0 ? Libc.check((int) end) : end;
  }

  void truncate(int file, long size) throws Errno {
    Libc.check(FTRUNCATE.callIn(state, file, size, 0, 0, 0, 0, 0));
  }

  void sync(int file, boolean all) throws Errno {
    Libc.check((all ? FSYNC : FDATASYNC).callIn(state, file, 0, 0, 0, 0, 0, 0));
  }

  /// Copies up to `count` bytes to the same place of another file.
  ///
  /// @return how many, 0 at the end, or the negative number of an error
  long copy(int from, int to, long position, long count) {
    part.set(JAVA_LONG, 0, position);
    part.set(JAVA_LONG, Long.BYTES, position);
    long place = part.address();
    return COPY.callForLongIn(state, from, place, to, place + Long.BYTES, count);
  }

  /// Takes a lock on the whole file for this descriptor. Needs no disk.
  ///
  /// @return false when others are in the way
  boolean tryLock(int file, boolean shared) throws Errno {
    int result = lock(file, shared ? F_RDLCK : F_WRLCK);
    if (result == -Errno.EAGAIN || result == -Errno.EACCES) {
      return false;
    }
    Libc.check(result);
    return true;
  }

  void unlock(int file) throws Errno {
    Libc.check(lock(file, F_UNLCK));
  }

  private int lock(int file, short kind) {
    lock.fill((byte) 0).set(JAVA_SHORT, 0, kind);
    return CONTROL.callIn(state, file, F_OFD_SETLK, lock.address(), 0, 0, 0, 0);
  }
}
