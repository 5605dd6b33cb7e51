package io.weightless.gio;

import java.io.IOException;

/// Thrown where a coroutine reads, writes or connects, when the world broke its stream: the peer
/// reset it, or can't be reached. The cause tells what happened and names the peer.
///
/// A peer that just has nothing more to say is no failure: its input ends, and `read` gives null.
public final class StreamFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StreamFailed(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
