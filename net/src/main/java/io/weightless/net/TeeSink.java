package io.weightless.net;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Two sinks that get the same. Public for the backends; made by [Sink#tee].
///
/// @param first gets it before `second` does
public record TeeSink(Sink first, Sink second) implements Sink {
  @Override
  public void write(ByteBuffer... sources) throws IOException {
    ByteBuffer[] again = new ByteBuffer[sources.length];
    for (int i = 0; i < sources.length; i++) {
      again[i] = sources[i].duplicate();
    }
    first.write(again);
    second.write(sources);
  }
}
