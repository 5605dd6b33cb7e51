package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// What the system tells of directories: inotify(7).
final class Inotify {
  static final int MODIFY = 0x2;
  static final int ATTRIB = 0x4;
  static final int MOVED_FROM = 0x40;
  static final int MOVED_TO = 0x80;
  static final int CREATE = 0x100;
  static final int DELETE = 0x200;
  static final int DELETE_SELF = 0x400;
  static final int MOVE_SELF = 0x800;
  static final int UNMOUNT = 0x2000;
  static final int OVERFLOW = 0x4000;
  static final int IGNORED = 0x8000;
  static final int IS_DIRECTORY = 0x4000_0000;

  private static final int ONLY_DIRECTORIES = 0x100_0000;
  private static final int DONT_FOLLOW = 0x200_0000;
  private static final int NOT_WHEN_UNLINKED = 0x400_0000;
  private static final int WANTED =
      MODIFY
          | ATTRIB
          | MOVED_FROM
          | MOVED_TO
          | CREATE
          | DELETE
          | DELETE_SELF
          | MOVE_SELF
          | ONLY_DIRECTORIES
          | NOT_WHEN_UNLINKED;

  private static final Function INIT = Function.named("inotify_init1");
  private static final Function ADD = Function.named("inotify_add_watch");
  private static final Function REMOVE = Function.named("inotify_rm_watch");
  private static final Function READ = Function.named("read");

  private static final int ENOSPC = 28;
  private static final int ENOTDIR = 20;
  private static final int MOST_NAME = 4096;
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int MASK_AT = 4;
  private static final int COOKIE_AT = 8;
  private static final int LENGTH_AT = 12;
  private static final int NAME_AT = 16;

  /// One thing that has happened.
  ///
  /// @param directory by its number
  /// @param cookie the same for both halves of a move
  /// @param name of the entry; empty for the directory itself
  record Told(int directory, int mask, int cookie, String name) {
    boolean is(int what) {
      return (mask & what) != 0;
    }
  }

  private Inotify() {}

  static int open(Libc libc) throws IOException {
    return Libc.check(INIT.call(libc, Libc.NONBLOCK_CLOEXEC));
  }

  /// Watches a directory; by any thread.
  ///
  /// @return its number
  static int add(int inotify, Path directory, boolean followsLink) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(MOST_NAME);
      int mask = WANTED | (followsLink ? 0 : DONT_FOLLOW);
      int put = FileCalls.put(directory.toString(), name);
      int number =
          put == 0
              ? ADD.callIn(Function.state(arena), inotify, name.address(), mask, 0, 0, 0, 0)
              : put;
      if (number < 0) {
        throw failure(directory, -number);
      }
      return number;
    }
  }

  private static FileSystemException failure(Path directory, int number) {
    return switch (number) {
      case ENOTDIR -> new NotDirectoryException(directory.toString());
      case ENOSPC ->
          new FileSystemException(
              directory.toString(),
              null,
              "no more can be watched; raise fs.inotify.max_user_watches");
      default -> FileCalls.failure(directory, number);
    };
  }

  /// Watches it no more, if it is watched.
  static void remove(Libc libc, int inotify, int directory) {
    int _ = REMOVE.call(libc, inotify, directory);
  }

  /// What has happened since the last call, a part of it.
  ///
  /// @return null for nothing
  static @Nullable ArrayDeque<Told> read(Libc libc, int inotify) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(BUFFER_BYTES, Long.BYTES);
      int length = READ.call(libc, inotify, buffer.address(), BUFFER_BYTES);
      return length == -Errno.EAGAIN ? null : parse(buffer.asSlice(0, Libc.check(length)));
    }
  }

  private static ArrayDeque<Told> parse(MemorySegment buffer) {
    ArrayDeque<Told> all = new ArrayDeque<>();
    for (long at = 0; at < buffer.byteSize(); ) {
      int length = buffer.get(JAVA_INT, at + LENGTH_AT);
      String name =
          length == 0 ? "" : buffer.asSlice(at + NAME_AT, length).getString(0, FileCalls.NAMES);
      all.add(
          new Told(
              buffer.get(JAVA_INT, at),
              buffer.get(JAVA_INT, at + MASK_AT),
              buffer.get(JAVA_INT, at + COOKIE_AT),
              name));
      at += NAME_AT + length;
    }
    return all;
  }
}
