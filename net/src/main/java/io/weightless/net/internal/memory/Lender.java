package io.weightless.net.internal.memory;

import java.nio.ByteBuffer;

/// Has buffers for who reads.
public interface Lender {
  /// An empty one.
  ByteBuffer take();

  /// Whoever still has it finds nothing in it.
  void give(ByteBuffer buffer);

  /// One that was taken is not given back: whoever has it keeps it.
  default void drop() {}
}
