package io.weightless.net;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// An open file to read from. It has no position of its own, so any number of tasks of one reactor
/// may share it.
public interface FileSource extends Closeable {
  /// What was known of it when it was opened; the size is that of what was opened, even if the rest
  /// is of something that was replaced at that moment.
  FileInfo info();

  /// How long it is now.
  ///
  /// - **Waits**: never.
  long size() throws IOException;

  /// Reads from `position` on into `target`, as much as fits and is there.
  ///
  /// - **Waits**: for the disk. On Linux, what is in the system's cache is there at once.
  /// - **Runs on**: its reactor. In a callback, which can't wait, it holds the loop.
  ///
  /// @return how many bytes, or -1 at or after the end of the file
  int read(ByteBuffer target, long position) throws IOException;

  /// Idempotent.
  @Override
  void close();
}
