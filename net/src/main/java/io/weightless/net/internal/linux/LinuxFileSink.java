package io.weightless.net.internal.linux;

import io.weightless.net.internal.RawSink;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A file that is written to its end, by its descriptor.
public final class LinuxFileSink implements RawSink {
  private final LinuxFile file;

  /// @param file whose own position is its end
  LinuxFileSink(LinuxFile file) {
    this.file = file;
  }

  /// For the system.
  public int descriptor() {
    return file.descriptor();
  }

  @Override
  public boolean mindsInterrupts() {
    return false;
  }

  @Override
  public void write(ByteBuffer source) throws IOException {
    file.writeOn(source);
  }

  @Override
  public void close() {
    file.close();
  }
}
