package io.weightless.net.internal;

import io.weightless.net.Network;

/// What makes more of a network than sockets: a service, so that the backends know nothing of it.
public interface Layer {
  /// @param below a network, which knows TCP
  Network over(Network below);

  /// With all there are on it.
  static Network all(Network plain) {
    Network network = plain;
    for (Layer layer : Layers.ALL) {
      network = layer.over(network);
    }
    return network;
  }
}
