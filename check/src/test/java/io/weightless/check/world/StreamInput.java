package io.weightless.check.world;

import io.weightless.net.Stream;
import io.weightless.scope.Task;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// What comes from a stream; read slowly where that is wanted.
final class StreamInput extends InputStream {
  private final Stream stream;
  private final int mostPauseMillis;
  private ByteBuffer lent = ByteBuffer.allocate(0);

  StreamInput(Stream stream, int mostPauseMillis) {
    this.stream = stream;
    this.mostPauseMillis = mostPauseMillis;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (!lent.hasRemaining()) {
      if (mostPauseMillis > 0) {
        Task.sleep(Choice.upTo(mostPauseMillis));
      }
      lent = stream.read();
    }
    if (!lent.hasRemaining()) {
      return -1;
    }
    int count = Math.min(length, lent.remaining());
    lent.get(target, offset, count);
    return count;
  }
}
