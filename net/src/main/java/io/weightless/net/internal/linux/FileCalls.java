package io.weightless.net.internal.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// What the C library does with files. Each holds its thread until the disk has answered.
final class FileCalls {
  private static final Function OPEN = Function.named("open");
  private static final Function LSEEK = Function.named("lseek");

  private static final Charset NAMES =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
  private static final int O_WRONLY_CREAT = 0x41;
  private static final int O_CLOEXEC = 0x80000;
  private static final int O_NOFOLLOW = Platform.isX86() ? 0x20000 : 0x8000;
  private static final int OWNER_ONLY = 0600;
  private static final int SEEK_END = 2;

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
    try (Arena arena = Arena.ofConfined()) {
      long name = arena.allocateFrom(path.toString(), NAMES).address();
      int result = OPEN.call(libc, name, flags, OWNER_ONLY);
      if (result < 0) {
        throw failure(path, -result);
      }
      return result;
    }
  }

  private static FileSystemException failure(Path path, int number) {
    return switch (number) {
      case Errno.ENOENT -> new NoSuchFileException(path.toString());
      case Errno.EACCES -> new AccessDeniedException(path.toString());
      case Errno.ELOOP -> new AccessDeniedException(path.toString(), null, "is a link");
      default -> new FileSystemException(path.toString(), null, Errno.message(number));
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
