package io.weightless.net.internal.ready;

import io.weightless.net.Sink;
import io.weightless.net.internal.linux.Pipe;
import io.weightless.net.internal.linux.Pipes;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Moves all that comes in at a connection to where it goes: through pipes of the system where it
/// can, and else through this process. While nothing comes it holds neither pipe nor buffer.
///
/// @param pipes null where the system can't
/// @param outlet where bytes go from a pipe; null when `target` has none
record Transit(Input input, Sink target, @Nullable Pipes pipes, @Nullable Outlet outlet) {
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
    if (pipes == null || outlet == null) {
      return copy(input.readOn());
    }
    ByteBuffer received = input.receivedBeforeMoving();
    if (received != null) {
      return copy(received);
    }
    input.awaitReadyToMove();
    return move(pipes, outlet);
  }

  private int copy(ByteBuffer part) throws IOException {
    int length = part.remaining();
    if (length == 0) {
      return -1;
    }
    try {
      target.write(part);
    } finally {
      input.keep(part);
    }
    return length;
  }

  private int move(Pipes pipes, Outlet outlet) throws IOException {
    Pipe pipe = pipes.take();
    try {
      int filled = input.moveInto(pipe, MOST);
      if (filled > 0) {
        outlet.drain(pipe, filled);
      }
      return filled;
    } finally {
      try {
        if (pipe.bytes() > 0) {
          input.keep(pipe.readAll());
        }
      } finally {
        pipes.give(pipe);
      }
    }
  }
}
