package io.weightless.net.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A file that is written to its end, as the JDK has it.
///
/// @param channel that writes behind what is there, whoever has written it
/// @param appending as in [ChannelFile]
record ChannelSink(FileChannel channel, Object appending) implements RawSink {
  @Override
  public boolean mindsInterrupts() {
    return true;
  }

  @Override
  public void write(ByteBuffer source) throws IOException {
    synchronized (appending) {
      while (source.hasRemaining()) {
        channel.write(source);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
