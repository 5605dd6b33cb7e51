package io.weightless.net.tls;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Accepts connections that begin with TLS.
///
/// @param wanted where it was to listen
record TlsListener(Listener below, TlsServer server, Address wanted) implements Listener {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  @Override
  public Stream accept() throws IOException {
    Stream stream = below.accept();
    try {
      return server.over(stream, NOTHING);
    } catch (RuntimeException e) { // of who gives the identities
      stream.close();
      throw new IOException("TLS with " + stream.remote() + " can't begin: " + e, e);
    }
  }

  @Override
  public Address address() {
    Address place = below.address();
    return new Address(wanted.scheme(), place.host(), place.port(), wanted.options(), wanted.tls());
  }

  @Override
  public void close() {
    below.close();
  }
}
