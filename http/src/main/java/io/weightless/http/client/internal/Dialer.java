package io.weightless.http.client.internal;

import io.weightless.http.client.HttpProxy;
import io.weightless.net.Address;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.net.tls.Tls;
import io.weightless.net.tls.TlsClient;
import io.weightless.reactor.Reactor;
import java.io.IOException;

/// Opens connections.
@FunctionalInterface
interface Dialer {
  /// Over the network of the calling task's reactor.
  static Dialer direct() {
    Network network = Reactor.current().service(Network.class);
    return destination -> {
      HttpProxy proxy = destination.proxy();
      TlsClient tls = destination.tls();
      Address first = proxy == null ? destination.address() : proxy.address();
      Stream stream = network.connect(first);
      if (tls == null) {
        return stream;
      }
      return proxy == null
          ? Tls.client(stream, destination.host(), tls)
          : Tls.client(
              stream, Tunnel.open(stream, proxy, destination.address()), destination.host(), tls);
    };
  }

  /// - **Waits**: until it is there, its TLS as well.
  Stream dial(Destination destination) throws IOException;
}
