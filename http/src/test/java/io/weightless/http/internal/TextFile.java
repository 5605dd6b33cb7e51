package io.weightless.http.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.ClosedException;
import io.weightless.net.FileInfo;
import io.weightless.net.FileSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;

/// A file that is not on a disk.
final class TextFile implements FileSource {
  private final byte[] content;
  private int closes;

  TextFile(String content) {
    this.content = content.getBytes(ISO_8859_1);
  }

  /// How often it was closed.
  int closes() {
    return closes;
  }

  @Override
  public FileInfo info() {
    return new FileInfo("text", FileInfo.Kind.FILE, content.length, Instant.EPOCH);
  }

  @Override
  public long size() throws IOException {
    checkOpen();
    return content.length;
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    checkOpen();
    assertThat(target.isDirect()).isTrue();
    int count = (int) Math.min(Math.min(2, target.remaining()), content.length - position);
    if (content.length > 100) {
      count = (int) Math.min(target.remaining(), content.length - position);
    }
    if (count <= 0) {
      return -1;
    }
    target.put(content, (int) position, count);
    return count;
  }

  @Override
  public void close() {
    closes++;
  }

  private void checkOpen() throws ClosedException {
    if (closes > 0) {
      throw new ClosedException("the file is closed");
    }
  }
}
