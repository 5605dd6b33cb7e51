package io.weightless.net.internal;

import io.weightless.inspect.SeenStream;
import org.jspecify.annotations.Nullable;

/// Something that has to be closed, and that a closing reactor closes if nobody did.
public abstract class Resource {
  /// Places in the list of [Resources].
  @Nullable Resource older;

  @Nullable Resource newer;

  /// Given by them.
  long id;

  /// What it is, for reports.
  protected abstract String describe();

  /// How many have come in; 0 where nobody counts them.
  protected long bytesIn() {
    return 0;
  }

  /// How many have gone out; 0 where nobody counts them.
  protected long bytesOut() {
    return 0;
  }

  /// What is to be seen of it from outside.
  final SeenStream seen() {
    return new SeenStream(id, describe(), bytesIn(), bytesOut());
  }

  @Override
  public String toString() {
    return describe();
  }

  /// Idempotent; takes itself out of [Resources].
  public abstract void close();
}
