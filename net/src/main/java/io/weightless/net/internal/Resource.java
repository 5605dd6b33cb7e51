package io.weightless.net.internal;

import io.weightless.inspect.SeenStream;
import org.jspecify.annotations.Nullable;

/// Something that has to be closed, and that a closing reactor closes if nobody did.
public abstract class Resource {
  /// Places in the list of [Resources].
  @Nullable Resource older;

  @Nullable Resource newer;

  /// What it is, for reports.
  protected abstract String describe();

  /// What is to be seen of it from outside.
  protected SeenStream seen() {
    return new SeenStream(describe(), 0, 0);
  }

  @Override
  public String toString() {
    return describe();
  }

  /// Idempotent; takes itself out of [Resources].
  public abstract void close();
}
