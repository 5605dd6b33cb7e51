package io.weightless.net;

import java.nio.file.Path;

/// What files fail with that can only be read.
final class ReadOnly {
  private ReadOnly() {}

  static UnsupportedOperationException at(Path path) {
    return new UnsupportedOperationException("nothing is written here: " + path);
  }
}
