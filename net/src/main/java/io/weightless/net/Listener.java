package io.weightless.net;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Accepts the connections that come to one address.
public interface Listener extends AutoCloseable {
  /// The next connection.
  ///
  /// - **Order**: several waiting tasks are served first come, first served.
  /// - **Waits**: until one comes; always a cancellation point. While the process has no file
  ///   descriptor left it waits on, and says so once in the log.
  ///
  /// @throws ClosedException naming the address, when this listener is closed, before or meanwhile
  Stream accept() throws IOException;

  /// Where it listens, with the port that was picked, and the options that it was given: who
  /// listens beside it has the same.
  Address address();

  /// A new buffer of so many bytes, from which its streams write at the least cost: one that the
  /// system can take from directly, where there is a system.
  ///
  /// - **Waits**: never.
  default ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes);
  }

  /// Stops listening, and frees the port. Tasks that wait in [#accept] get a [ClosedException];
  /// accepted streams live on. Idempotent.
  ///
  /// - **Waits**: never.
  @Override
  void close();
}
