package io.weightless.net;

import java.io.IOException;

/// You closed it: a stream, listener or file was used after its close, or closed by another task of
/// yours while this one waited.
public final class ClosedException extends IOException {
  private static final long serialVersionUID = 1L;

  public ClosedException(String message) {
    super(message);
  }
}
