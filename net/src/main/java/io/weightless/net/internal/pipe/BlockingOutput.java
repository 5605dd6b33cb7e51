package io.weightless.net.internal.pipe;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// Bytes that go into something that blocks: a thread writes them, and until it is done there is
/// room for no more.
public final class BlockingOutput extends Blocking implements PipeEnd.Writing {
  private final OutputStream target;

  public BlockingOutput(OutputStream target) {
    super(THREADS);
    this.target = target;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    checkWhole();
    if (isUnderWay()) {
      return 0;
    }
    byte[] bytes = new byte[source.remaining()];
    source.get(bytes);
    begin(() -> writeOut(bytes), () -> {});
    return bytes.length;
  }

  private void writeOut(byte... bytes) throws IOException {
    try {
      target.write(bytes);
      target.flush();
    } catch (IOException e) {
      // that is what the JDK says of a process that has ended
      throw "Stream closed".equalsIgnoreCase(e.getMessage())
          ? new IOException("Broken pipe", e)
          : e;
    }
  }

  @Override
  public boolean isTaken() throws IOException {
    checkWhole();
    return !isUnderWay();
  }

  /// It becomes ready when the thread is done; until it writes it is.
  @Override
  public void want(int what) {}

  @Override
  Closeable below() {
    return target;
  }
}
