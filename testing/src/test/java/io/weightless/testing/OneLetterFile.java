package io.weightless.testing;

import io.weightless.net.FileInfo;
import io.weightless.net.FileSource;
import java.nio.ByteBuffer;

/// A file that has one letter, many times.
record OneLetterFile(char letter, int letters) implements FileSource {
  @Override
  public FileInfo info() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long size() {
    return letters;
  }

  @Override
  public int read(ByteBuffer target, long position) {
    if (position >= letters) {
      return -1;
    }
    int length = (int) Math.min(target.remaining(), letters - position);
    for (int i = 0; i < length; i++) {
      target.put((byte) letter);
    }
    return length;
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return letters + " times " + letter;
  }
}
