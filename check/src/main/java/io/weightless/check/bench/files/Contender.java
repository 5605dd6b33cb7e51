package io.weightless.check.bench.files;

import java.io.IOException;
import java.nio.file.Path;

/// Who works on files, 64 at a time.
interface Contender extends AutoCloseable {
  int AT_A_TIME = 64;
  int BLOCK = 4096;

  /// Where the block with this number is, of a file of 64 MiB, all over it.
  static long place(int number) {
    return (number * 7_919L % (16 * 1024)) * BLOCK;
  }

  /// Reads so many blocks of one open file.
  void read(Path path, int times) throws Exception;

  /// Opens a file, reads all of it and closes it, so often.
  void open(Path path, int times) throws Exception;

  /// Writes so many blocks of one open file.
  void write(Path path, int times) throws Exception;

  /// Copies a file to where there may be one.
  void copy(Path from, Path to) throws Exception;

  @Override
  void close() throws IOException;
}
