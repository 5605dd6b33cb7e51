package io.weightless.net.internal.pipe;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.internal.World;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/// What blocks has its thread tell the reactor, whatever comes of it.
final class BlockingTest {
  /// As a stream that is broken in itself.
  private static final class Broken extends InputStream {
    @Override
    public int read() {
      throw new IllegalStateException("a mistake in the stream");
    }

    @Override
    public int read(byte[] target, int from, int length) {
      return read();
    }
  }

  @Test
  void aMistakeInWhatBlocksIsToldToWhoeverWaits() throws IOException {
    try (World world = new World("nio")) {
      world.run(_ -> {
        BlockingInput source = new BlockingInput(new Broken());
        try (PipeStream stream =
            new PipeStream(world.reactor, world.backend.shared(), "broken", source, null)) {
          assertThatThrownBy(stream::read)
              .isInstanceOf(IOException.class)
              .hasStackTraceContaining("a mistake in the stream");
        }
      });
    }
  }
}
