package io.weightless.http.client.internal;

import io.weightless.http.client.HttpProxy;
import io.weightless.http.internal.TunnelLine;
import io.weightless.net.Address;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.net.tls.Tls;
import io.weightless.net.tls.TlsClient;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;

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
      if (proxy == null || destination.isForwarded()) {
        return tls == null ? stream : Tls.client(stream, destination.host(), tls);
      }
      ByteBuffer rest = Tunnel.open(stream, proxy, destination.address());
      return tls == null
          ? new TunnelLine(stream, rest, _ -> {})
          : Tls.client(stream, rest, destination.host(), tls);
    };
  }

  /// - **Waits**: until it is there, its TLS as well.
  Stream dial(Destination destination) throws IOException;
}
