package io.weightless.net.internal.nio;

import org.jspecify.annotations.Nullable;

/// Something that has to be closed, and that a closing reactor closes if nobody did.
abstract class Resource {
  /// Places in the list of [Resources].
  @Nullable Resource older;

  @Nullable Resource newer;

  /// What it is, for reports.
  abstract String describe();

  @Override
  public String toString() {
    return describe();
  }

  /// Idempotent; takes itself out of [Resources].
  abstract void close();
}
