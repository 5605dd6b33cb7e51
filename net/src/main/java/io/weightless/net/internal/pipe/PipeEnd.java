package io.weightless.net.internal.pipe;

import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.ready.Handle;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One end of a pipe, which never waits.
public interface PipeEnd extends Handle {
  /// Whether another thread makes it ready, or another process where the loop does not see it.
  default boolean isForeign() {
    return false;
  }

  /// Where bytes come out. A read takes as much as there is, and waits for nothing.
  interface Reading extends PipeEnd, BufferPool.Source {}

  /// Where bytes go in.
  interface Writing extends PipeEnd {
    /// Takes what there is room for of a direct buffer, whose position moves on.
    int write(ByteBuffer source) throws IOException;

    /// Whether all that was written has left this process; else it becomes ready when it has.
    ///
    /// @throws IOException when that failed
    default boolean isTaken() throws IOException {
      return true;
    }
  }
}
