package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// What the C library does with files. Each holds its thread until the disk has answered.
final class FileCalls {
  private static final MethodHandle OPEN =
      Native.function("open", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
  private static final MethodHandle LSEEK =
      Native.function("lseek", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);

  private static final Charset NAMES =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
  private static final int O_WRONLY_CREAT = 0x41;
  private static final int O_CLOEXEC = 0x80000;
  private static final int O_NOFOLLOW = Platform.isX86() ? 0x20000 : 0x8000;
  private static final int OWNER_ONLY = 0600;
  private static final int SEEK_END = 2;
  private static final int ENOENT = 2;
  private static final int EACCES = 13;
  private static final int ELOOP = 40;

  private final Libc libc;

  FileCalls(Libc libc) {
    this.libc = libc;
  }

  /// Opens it for reading.
  int open(Path path, boolean followsLink) throws IOException {
    return open(path, O_CLOEXEC | (followsLink ? 0 : O_NOFOLLOW));
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
    int result;
    try (Arena arena = Arena.ofConfined()) {
      long name = arena.allocateFrom(path.toString(), NAMES).address();
      result = (int) OPEN.invokeExact(libc.state, name, flags, OWNER_ONLY);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
    if (result < 0) {
      throw failure(path, -libc.failed());
    }
    return result;
  }

  private static FileSystemException failure(Path path, int number) {
    return switch (number) {
      case ENOENT -> new NoSuchFileException(path.toString());
      case EACCES -> new AccessDeniedException(path.toString());
      case ELOOP -> new AccessDeniedException(path.toString(), null, "is a link");
      default -> new FileSystemException(path.toString(), null, Native.message(number));
    };
  }

  long size(int file) throws IOException {
    long end;
    try {
      end = (long) LSEEK.invokeExact(libc.state, file, 0L, SEEK_END);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
    if (end < 0) {
      Libc.check(libc.failed());
    }
    return end;
  }
}
