package io.weightless.tool.inspect;

import java.io.IOException;

/// What was read is not what was expected.
final class MalformedRecord extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedRecord(String message, Throwable cause) {
    super(message, cause);
  }
}
