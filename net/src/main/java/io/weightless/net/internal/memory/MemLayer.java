package io.weightless.net.internal.memory;

import io.weightless.net.Network;
import io.weightless.net.internal.Layer;

/// Has every network know `mem:`.
public final class MemLayer implements Layer {
  /// For the loader of services.
  public MemLayer() {}

  @Override
  public Network over(Network below) {
    return new MemNetwork(below);
  }
}
