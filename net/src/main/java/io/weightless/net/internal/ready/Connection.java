package io.weightless.net.internal.ready;

import io.weightless.net.FileSource;
import io.weightless.net.PeerCredentials;
import io.weightless.net.internal.UnixStream;
import io.weightless.net.internal.linux.Pipe;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A socket that is connected, or will be.
public interface Connection extends Socket {
  int END = -1;
  int NOTHING = -2;

  /// Whether it is there.
  boolean isConnected();

  /// To be called when it became ready for output: then it is there.
  ///
  /// @throws IOException with the reason why it could not be made
  void finish() throws IOException;

  /// Of a Unix socket it may be empty.
  SocketAddress remote();

  /// Takes what has come, or a part of it, in a buffer that is lent until [#giveBack] or [#leave].
  ///
  /// @return null when there is nothing now, an empty one at the end
  @Nullable ByteBuffer receive() throws IOException;

  /// Whether to call [#receive] again before waiting: else it would most often find nothing.
  boolean mayHaveMore();

  /// What was lent is not used any more; also when this is closed.
  void giveBack(ByteBuffer lent);

  /// What was lent stays with whoever has it.
  void leave(ByteBuffer lent);

  /// From now on until [#stopMoving] nothing is received unasked.
  ///
  /// @return whether that is so already, and nothing is left of what was: or it is to be
  ///   [received][#receive] first
  default boolean startMoving() {
    throw new UnsupportedOperationException();
  }

  default void stopMoving() {}

  /// Moves up to `most` of what has come into `pipe`, which is empty.
  ///
  /// @return how many bytes, 0 when there are none now, -1 at the end
  default int moveInto(Pipe pipe, int most) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Moves up to `most` bytes out of `pipe`, as many as there is room for.
  default int moveFrom(Pipe pipe, int most) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// The most bytes that [#write] copies, of buffers of any kind: whoever has less need not put
  /// them together first.
  default int copies() {
    return 0;
  }

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

  /// Of a Unix socket.
  default PeerCredentials peer() throws IOException {
    throw new UnsupportedOperationException(
        "to tell a peer needs Linux and the backend uring or epoll");
  }

  /// Passes a descriptor with one byte, of a Unix socket.
  ///
  /// @return whether there was room
  default boolean pass(int descriptor) throws IOException {
    throw UnixStream.cannotPass();
  }

  /// Takes the next byte, of a Unix socket, between [#startMoving] and [#stopMoving].
  ///
  /// @return the descriptor that came with it, [#NOTHING] now, or [#END]
  default int receivePassed() throws IOException {
    throw UnixStream.cannotPass();
  }

  void closeOutput() throws IOException;

  /// From now on, closing throws away what was not sent yet, and the peer sees a failure.
  void resetWhenClosed() throws IOException;
}
