package io.weightless.gio;

import io.weightless.net.ClosedException;

/// Thrown where a coroutine reads or writes, when this side has closed the stream: before, or
/// another task did while the coroutine waited.
public final class StreamClosed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StreamClosed(ClosedException cause) {
    super(cause.getMessage(), cause);
  }
}
