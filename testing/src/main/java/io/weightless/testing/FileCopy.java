package io.weightless.testing;

import io.weightless.net.FileSource;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Reads a part of a file, piece by piece.
final class FileCopy {
  private static final int PIECE = 8 * 1024;

  private FileCopy() {}

  /// Takes all that remains in what it is given.
  interface Target {
    void take(ByteBuffer piece) throws IOException;
  }

  static void copy(FileSource file, long position, long count, Target target) throws IOException {
    if (position < 0 || count < 0) {
      throw new IllegalArgumentException("no such part of a file: " + position + ", " + count);
    }
    ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, count));
    long done = 0;
    while (done < count) {
      piece.clear().limit((int) Math.min(count - done, piece.capacity()));
      int length = file.read(piece, position + done);
      if (length <= 0) {
        throw new EOFException(
            "the file " + file + " has only " + (position + done) + " bytes, it was cut short");
      }
      target.take(piece.flip());
      done += length;
    }
  }
}
