package io.weightless.net.internal;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A file that is written to its end, as the system has it.
public interface RawSink {
  /// Whether an interrupt of the thread that uses it closes it.
  boolean mindsInterrupts();

  /// Writes all that remains. For one thread at a time, which it holds until the system has taken
  /// it.
  void write(ByteBuffer source) throws IOException;

  /// Once, when nobody uses it.
  void close() throws IOException;
}
