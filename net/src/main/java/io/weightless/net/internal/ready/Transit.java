package io.weightless.net.internal.ready;

import io.weightless.net.Sink;
import io.weightless.net.internal.linux.Pipe;
import io.weightless.net.internal.linux.Pipes;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Moves all that comes in at a connection to where it goes, through pipes of the system. While
/// nothing comes it holds none.
record Transit(Input input, Pipes pipes, Sink target, Outlet outlet) {
  /// What is asked of a connection at once.
  private static final int MOST = 256 * 1024;

  long run() throws IOException {
    long moved = 0;
    input.startMoving();
    try {
      for (int more = step(); more >= 0; more = step()) {
        moved += more;
      }
      return moved;
    } finally {
      input.stopMoving();
    }
  }

  /// @return how many bytes were moved, -1 at the end
  private int step() throws IOException {
    ByteBuffer received = input.receivedBeforeMoving();
    if (received != null) {
      int length = received.remaining();
      try {
        target.write(received);
      } finally {
        input.keep(received);
      }
      return length == 0 ? -1 : length;
    }
    input.awaitReadyToMove();
    Pipe pipe = pipes.take();
    try {
      int filled = input.moveInto(pipe, MOST);
      if (filled > 0) {
        outlet.drain(pipe, filled);
      }
      return filled;
    } finally {
      if (pipe.bytes() > 0) {
        input.keep(pipe.readAll());
      }
      pipes.give(pipe);
    }
  }
}
