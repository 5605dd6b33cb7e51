package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weightless.net.Address;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.net.tls.Tls;
import io.weightless.net.tls.TlsClient;
import io.weightless.net.tls.TlsStream;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;

/// Asks another's server for `/page.txt` by our own TLS, on a reactor of its own.
final class OurClient {
  private static final ByteBuffer REQUEST =
      US_ASCII.encode("GET /page.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

  private OurClient() {}

  /// @param text head and body, until the server's end, which has to be TLS's
  record Page(String text, String version, boolean isResumed) {}

  /// @param name of the server, of this machine
  static Page page(int port, String name, TlsClient client) throws IOException {
    AtomicReference<Page> page = new AtomicReference<>();
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> {
        Network network = Reactor.current().service(Network.class);
        Stream tcp = network.connect(new Address("127.0.0.1", port));
        try (TlsStream tls = Tls.client(tcp, name, client)) {
          tls.write(REQUEST.duplicate());
          page.set(new Page(readAll(tls), tls.version(), tls.isResumed()));
        }
      });
    }
    return page.get();
  }

  private static String readAll(Stream stream) throws IOException {
    StringBuilder text = new StringBuilder();
    ByteBuffer part = stream.read();
    while (part.hasRemaining()) {
      text.append(ISO_8859_1.decode(part));
      part = stream.read();
    }
    return text.toString();
  }
}
