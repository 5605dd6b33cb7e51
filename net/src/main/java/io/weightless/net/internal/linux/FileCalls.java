package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.weightless.net.FileInfo;
import io.weightless.net.FileInfo.Kind;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

/// What the C library does with files by their names, for one thread. Each holds it until the disk
/// has answered, but for what says that it looks into the cache only.
final class FileCalls {
  private static final Function STATX = Function.named("statx");
  private static final Function CLOSE = Function.named("close");
  private static final Function FCHMOD = Function.named("fchmod");
  private static final Function OPEN = Function.named("open");

  static final Charset NAMES = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
  static final int O_RDWR = 2;
  static final int O_CREAT = 0x40;
  static final int O_EXCL = 0x80;
  static final int O_TRUNC = 0x200;
  static final int O_NOFOLLOW = Platform.isX86() ? 0x20000 : 0x8000;
  private static final int O_WRONLY = 1;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final int O_PATH = 0x200000;
  private static final int OWNER_ONLY = 0600;
  private static final int PERMISSIONS = 0777;

  private static final int EILSEQ = 84;

  /// PATH_MAX, the zero at the end included.
  private static final int MOST_NAME = 4096;

  private static final int OPENAT2 = 437;
  private static final int RENAMEAT2 = Platform.isX86() ? 316 : 276;
  private static final int OPEN_HOW_BYTES = 24;
  private static final int MODE_OF_HOW_AT = 8;
  private static final int RESOLVE_AT = 16;
  static final int RESOLVE_NO_SYMLINKS = 4;
  static final int RESOLVE_CACHED = 0x20;
  private static final int RENAME_NOREPLACE = 1;
  private static final int AT_FDCWD = -100;

  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int STATX_TYPE_MODE_MTIME_SIZE = 0x243;
  private static final int STATX_BYTES = 256;
  private static final int MODE_AT = 28;
  private static final int SIZE_AT = 40;
  private static final int MTIME_AT = 112;
  private static final int S_IFMT = 0xf000;
  private static final int S_IFREG = 0x8000;
  private static final int S_IFDIR = 0x4000;
  private static final int S_IFLNK = 0xa000;

  private final MemorySegment state;
  private final MemorySegment name;
  private final MemorySegment otherName;
  private final MemorySegment empty;
  private final MemorySegment how;
  private final MemorySegment status;

  /// @param state of a [Function]
  FileCalls(Arena arena, MemorySegment state) {
    this.state = state;
    name = arena.allocate(MOST_NAME, Long.BYTES);
    otherName = arena.allocate(MOST_NAME, Long.BYTES);
    empty = arena.allocate(1);
    how = arena.allocate(OPEN_HOW_BYTES, Long.BYTES);
    status = arena.allocate(STATX_BYTES, Long.BYTES);
  }

  /// For a thread of one's own.
  FileCalls(Arena arena) {
    this(arena, Function.state(arena));
  }

  /// Opens it; a pipe without waiting for who writes to it.
  int open(Path path, int flags) throws IOException {
    int result = open(path, flags, 0);
    if (result < 0) {
      throw failure(path, -result);
    }
    return result;
  }

  int openToWrite(Path path) throws IOException {
    return open(path, O_WRONLY | O_CREAT);
  }

  /// open(2), or with `resolve` openat2(2): since Linux 5.6, and unknown to many a sandbox.
  ///
  /// @param resolve [#RESOLVE_CACHED], since Linux 5.12: it fails when it needs the disk
  /// @return the descriptor, or the negative number of an error
  int open(Path path, int flags, int resolve) {
    int put = put(path.toString(), name);
    if (put < 0) {
      return put;
    }
    int all = flags | O_CLOEXEC | ((flags & O_PATH) == 0 ? O_NONBLOCK : 0);
    int mode = (flags & O_CREAT) == 0 ? 0 : OWNER_ONLY;
    long where = name.address();
    if (resolve == 0) {
      return call(OPEN, where, all, mode, 0, 0, 0);
    }
    how.set(JAVA_LONG, 0, all);
    how.set(JAVA_LONG, MODE_OF_HOW_AT, mode);
    how.set(JAVA_LONG, RESOLVE_AT, resolve);
    return call(RingCalls.SYSCALL, OPENAT2, AT_FDCWD, where, how.address(), OPEN_HOW_BYTES, 0);
  }

  /// What is at `path`, if the system has that in its cache.
  ///
  /// @return a descriptor for [#info] only, or the negative number of an error
  int look(Path path, boolean followsLink) {
    return open(path, O_PATH | (followsLink ? 0 : O_NOFOLLOW), RESOLVE_CACHED);
  }

  /// Renames it, when nothing is at `to`.
  void renameToNew(Path from, Path to) throws IOException {
    int put = Math.min(put(from.toString(), name), put(to.toString(), otherName));
    long old = name.address();
    long next = otherName.address();
    int result =
        put == 0
            ? call(RingCalls.SYSCALL, RENAMEAT2, AT_FDCWD, old, AT_FDCWD, next, RENAME_NOREPLACE)
            : put;
    if (result == -Errno.EEXIST) {
      throw new FileAlreadyExistsException(to.toString());
    }
    if (result < 0) {
      throw failure(from, -result);
    }
  }

  private int call(Function function, long a, long b, long c, long d, long e, long f) {
    return function.callIn(state, a, b, c, d, e, f, 0);
  }

  /// Writes a name as the system takes it.
  ///
  /// @return 0; or the negative number of an error, when it is too long or can't be spelt, for what
  ///   can't be spelt would be the name of another file
  static int put(String path, MemorySegment name) {
    byte[] bytes = path.getBytes(NAMES);
    if (bytes.length >= MOST_NAME) {
      return -Errno.ENAMETOOLONG;
    }
    if (!NAMES.newEncoder().canEncode(path)) {
      return -EILSEQ;
    }
    MemorySegment.copy(bytes, 0, name, JAVA_BYTE, 0, bytes.length);
    name.set(JAVA_BYTE, bytes.length, (byte) 0);
    return 0;
  }

  static FileSystemException failure(Path path, int number) {
    return switch (number) {
      case Errno.ENOENT -> new NoSuchFileException(path.toString());
      case Errno.EACCES -> new AccessDeniedException(path.toString());
      case Errno.EEXIST -> new FileAlreadyExistsException(path.toString());
      case Errno.ELOOP -> new AccessDeniedException(path.toString(), null, "is a link");
      case EILSEQ ->
          new FileSystemException(
              path.toString(), null, "the system's file names, in " + NAMES + ", can't spell it");
      default -> new FileSystemException(path.toString(), null, Errno.message(number));
    };
  }

  /// What an open one is.
  FileInfo info(int file, String name) throws IOException {
    long nothing = empty.address();
    long into = status.address();
    int mask = STATX_TYPE_MODE_MTIME_SIZE;
    Libc.check(call(STATX, file, nothing, AT_EMPTY_PATH, mask, into, 0));
    long seconds = status.get(JAVA_LONG, MTIME_AT);
    int nanos = status.get(JAVA_INT, MTIME_AT + Long.BYTES);
    return new FileInfo(
        name, kind(), status.get(JAVA_LONG, SIZE_AT), Instant.ofEpochSecond(seconds, nanos));
  }

  /// Of two open ones.
  void copyPermissions(int from, int to) throws IOException {
    FileInfo _ = info(from, "");
    Libc.check(call(FCHMOD, to, status.get(JAVA_SHORT, MODE_AT) & PERMISSIONS, 0, 0, 0, 0));
  }

  private Kind kind() {
    return switch (status.get(JAVA_SHORT, MODE_AT) & S_IFMT) {
      case S_IFREG -> Kind.FILE;
      case S_IFDIR -> Kind.DIRECTORY;
      case S_IFLNK -> Kind.LINK;
      default -> Kind.OTHER;
    };
  }

  /// By any thread; nobody could do anything about a failure.
  static void close(int file) {
    long _ = CLOSE.callAnywhere(file, 0, 0);
  }
}
