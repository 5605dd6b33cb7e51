package io.weightless.net.tls;

import io.weightless.net.Network;
import io.weightless.net.internal.Layer;

/// Has every backend's network know `tls://`.
public final class TlsLayer implements Layer {
  /// For the loader of services.
  public TlsLayer() {}

  @Override
  public Network over(Network below) {
    return new TlsNetwork(below);
  }
}
