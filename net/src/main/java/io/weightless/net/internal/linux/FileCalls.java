package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.weightless.net.FileInfo;
import io.weightless.net.FileInfo.Kind;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

/// What the C library does with files. Each holds its thread until the disk has answered.
final class FileCalls {
  private static final Function OPEN = Function.named("open");
  private static final Function STATX = Function.named("statx");
  private static final Function LSEEK = Function.named("lseek");

  private static final Charset NAMES =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
  private static final int O_WRONLY_CREAT = 0x41;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final int O_NOFOLLOW = Platform.isX86() ? 0x20000 : 0x8000;
  private static final int OWNER_ONLY = 0600;
  private static final int SEEK_END = 2;

  /// PATH_MAX, the zero at the end included.
  private static final int MOST_NAME = 4096;

  private static final int OPENAT2 = 437;
  private static final int OPEN_HOW_BYTES = 24;
  private static final int RESOLVE_AT = 16;
  private static final int RESOLVE_NO_SYMLINKS = 4;
  private static final int AT_FDCWD = -100;

  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int STATX_TYPE_MTIME_SIZE = 0x241;
  private static final int STATX_BYTES = 256;
  private static final int MODE_AT = 28;
  private static final int SIZE_AT = 40;
  private static final int MTIME_AT = 112;
  private static final int S_IFMT = 0xf000;
  private static final int S_IFREG = 0x8000;
  private static final int S_IFDIR = 0x4000;

  private final Libc libc;
  private final MemorySegment name;
  private final MemorySegment empty;
  private final MemorySegment straight;
  private final MemorySegment status;

  FileCalls(Libc libc) {
    this.libc = libc;
    name = libc.allocate(MOST_NAME);
    empty = libc.allocate(1);
    straight = libc.allocate(OPEN_HOW_BYTES);
    straight.set(JAVA_LONG, 0, O_CLOEXEC | O_NONBLOCK);
    straight.set(JAVA_LONG, RESOLVE_AT, RESOLVE_NO_SYMLINKS);
    status = libc.allocate(STATX_BYTES);
  }

  /// Opens it for reading.
  int open(Path path, boolean followsLink) throws IOException {
    return open(path, O_CLOEXEC | (followsLink ? 0 : O_NOFOLLOW));
  }

  /// Opens it for reading, whatever it is, when there is no link on the way to it: openat2(2),
  /// since Linux 5.6. It does not wait for who writes to a pipe.
  ///
  /// @return negative when that failed, for whatever reason
  int openStraight(Path path) {
    byte[] bytes = path.toString().getBytes(NAMES);
    if (bytes.length >= MOST_NAME) {
      return -Errno.ENAMETOOLONG;
    }
    long how = straight.address();
    return RingCalls.SYSCALL.call(libc, OPENAT2, AT_FDCWD, addressOf(bytes), how, OPEN_HOW_BYTES);
  }

  /// Opens it for writing behind its present end, and makes it when there is none.
  int openAtEnd(Path path) throws IOException {
    int file = open(path, O_WRONLY_CREAT | O_CLOEXEC);
    try {
      long _ = size(file); // which goes there
      return file;
    } catch (IOException e) {
      libc.close(file);
      throw e;
    }
  }

  private int open(Path path, int flags) throws IOException {
    byte[] bytes = path.toString().getBytes(NAMES);
    int result =
        bytes.length >= MOST_NAME
            ? -Errno.ENAMETOOLONG
            : OPEN.call(libc, addressOf(bytes), flags, OWNER_ONLY);
    if (result < 0) {
      throw failure(path, -result);
    }
    return result;
  }

  /// Of a name as the system takes it, until the next one.
  private long addressOf(byte[] bytes) {
    MemorySegment.copy(bytes, 0, name, JAVA_BYTE, 0, bytes.length);
    name.set(JAVA_BYTE, bytes.length, (byte) 0);
    return name.address();
  }

  private static FileSystemException failure(Path path, int number) {
    return switch (number) {
      case Errno.ENOENT -> new NoSuchFileException(path.toString());
      case Errno.EACCES -> new AccessDeniedException(path.toString());
      case Errno.ELOOP -> new AccessDeniedException(path.toString(), null, "is a link");
      default -> new FileSystemException(path.toString(), null, Errno.message(number));
    };
  }

  /// What an open one is.
  FileInfo info(int file, String name) throws IOException {
    long nothing = empty.address();
    long into = status.address();
    int mask = STATX_TYPE_MTIME_SIZE;
    Libc.check(STATX.call(libc, file, nothing, AT_EMPTY_PATH, mask, into));
    long seconds = status.get(JAVA_LONG, MTIME_AT);
    int nanos = status.get(JAVA_INT, MTIME_AT + Long.BYTES);
    return new FileInfo(
        name, kind(), status.get(JAVA_LONG, SIZE_AT), Instant.ofEpochSecond(seconds, nanos));
  }

  private Kind kind() {
    return switch (status.get(JAVA_SHORT, MODE_AT) & S_IFMT) {
      case S_IFREG -> Kind.FILE;
      case S_IFDIR -> Kind.DIRECTORY;
      default -> Kind.OTHER;
    };
  }

  long size(int file) throws IOException {
    long end = LSEEK.callForLong(libc, file, 0, SEEK_END, 0, 0, 0);
    if (end < 0) {
      Libc.check((int) end);
    }
    return end;
  }
}
