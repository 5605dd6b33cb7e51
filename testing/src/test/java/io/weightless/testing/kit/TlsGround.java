package io.weightless.testing.kit;

import io.weightless.net.Stream;
import io.weightless.net.tls.Tls;
import io.weightless.net.tls.TlsClient;
import io.weightless.net.tls.TlsServer;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.Certificates;
import java.io.IOException;
import java.util.List;

/// TLS on the connections of a ground.
interface TlsGround extends OnGround {
  TlsServer SERVER = TlsServer.of(Certificates.server());
  TlsClient CLIENT = TlsClient.DEFAULT.trusting(List.of(Certificates.root()));

  /// What is between the connection and TLS.
  default Pair below() throws IOException {
    return Ground.connect();
  }

  @Override
  default Pair connect() throws IOException {
    Pair below = below();
    return Scope.run(scope -> {
      Task<Stream> near =
          scope.start("client", () -> Tls.client(below.near(), "localhost", CLIENT));
      Stream far = Tls.server(below.far(), SERVER);
      return new Pair(near.await(), far);
    });
  }
}
