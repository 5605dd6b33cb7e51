package io.weightless.net.internal.linux;

import io.weightless.net.internal.RawSink;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A file that is written to its end, by its descriptor.
public final class LinuxFileSink implements RawSink {
  private final LinuxFile file;

  /// @param file which is its own from now on
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
    file.append(source);
  }

  /// Before bytes go to the descriptor past this: others may have written behind what it wrote.
  public void goToEnd() throws IOException {
    long _ = file.size(); // which goes there
  }

  @Override
  public void close() {
    file.close();
  }
}
