package io.weightless.protocol;

import java.io.IOException;

/// More was written to a [Transport] than its peer takes, and than may wait: a limit was hit, and
/// the connection was aborted.
public final class OutputTooLong extends IOException {
  private static final long serialVersionUID = 1L;

  OutputTooLong(String message) {
    super(message);
  }
}
