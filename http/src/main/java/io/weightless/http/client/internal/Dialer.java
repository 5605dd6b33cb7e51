package io.weightless.http.client.internal;

import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.net.tls.Tls;
import io.weightless.reactor.Reactor;
import java.io.IOException;

/// Opens connections.
@FunctionalInterface
interface Dialer {
  /// Over the network of the calling task's reactor.
  static Dialer direct() {
    Network network = Reactor.current().service(Network.class);
    return destination -> {
      Stream stream = network.connect(destination.address());
      return destination.tls() == null
          ? stream
          : Tls.client(stream, destination.host(), destination.tls());
    };
  }

  /// - **Waits**: until it is there, its TLS as well.
  Stream dial(Destination destination) throws IOException;
}
