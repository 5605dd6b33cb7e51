package io.weightless.net.internal.ready;

import io.weightless.net.FileSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// A socket that is connected, or will be.
public interface Connection extends Socket {
  /// Whether it is there.
  boolean isConnected();

  /// To be called when it became ready for output: then it is there.
  ///
  /// @throws IOException with the reason why it could not be made
  void finish() throws IOException;

  InetSocketAddress remote();

  /// Reads what is there into `target`.
  ///
  /// @return how many bytes, 0 when there are none now, -1 at the end
  int read(ByteBuffer target) throws IOException;

  /// Writes as much of `source` as there is room for.
  int write(ByteBuffer source) throws IOException;

  /// Writes as much as there is room for of `count` direct buffers.
  long write(ByteBuffer[] sources, int first, int count) throws IOException;

  /// Whether the system can send from this file by itself.
  boolean sends(FileSource file);

  /// Lets the system send from such a file.
  ///
  /// @return how many bytes; fewer than `count` when there is no more room, or the file at its end
  long send(FileSource file, long position, int count) throws IOException;

  void closeOutput() throws IOException;

  /// From now on, closing throws away what was not sent yet, and the peer sees a failure.
  void resetWhenClosed() throws IOException;
}
