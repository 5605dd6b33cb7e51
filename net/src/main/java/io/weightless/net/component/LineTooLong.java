package io.weightless.net.component;

import java.io.IOException;

/// A line has more bytes than are allowed.
public final class LineTooLong extends IOException {
  private static final long serialVersionUID = 1L;

  LineTooLong(int limit) {
    super("a line has more than %,d bytes".formatted(limit));
  }
}
