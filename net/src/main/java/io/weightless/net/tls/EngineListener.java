package io.weightless.net.tls;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;

/// Accepts connections that begin with TLS, each on an engine that somebody else sets up.
///
/// @param patience with a handshake
record EngineListener(Listener below, Function<Address, SSLEngine> engines, Duration patience)
    implements Listener {
  private static final System.Logger LOG = System.getLogger("io.weightless.net.tls");
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  @Override
  public Stream accept() throws IOException {
    while (true) {
      Stream stream = below.accept();
      try {
        SSLEngine engine = engines.apply(stream.remote());
        engine.setUseClientMode(false);
        return new TlsStream(stream, NOTHING, engine, patience);
      } catch (RuntimeException failure) {
        stream.close();
        LOG.log(Level.WARNING, "TLS with " + stream.remote() + " can't begin", failure);
      }
    }
  }

  @Override
  public Address address() {
    return below.address();
  }

  @Override
  public void close() {
    below.close();
  }
}
