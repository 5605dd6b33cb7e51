package io.weightless.net.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A file that is written to its end, as the JDK has it.
record ChannelSink(FileChannel channel) implements RawSink {
  @Override
  public boolean mindsInterrupts() {
    return true;
  }

  @Override
  public void write(ByteBuffer source) throws IOException {
    while (source.hasRemaining()) {
      channel.write(source);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
