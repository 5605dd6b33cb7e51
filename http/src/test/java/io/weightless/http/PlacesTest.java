package io.weightless.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Address;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server is reached by whatever address its network knows.
final class PlacesTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

  @Test
  void itServesOnAUnixSocket(@TempDir Path folder) throws Exception {
    assertServes(Address.parse("unix:" + folder.resolve("app.sock")));
  }

  @Test
  void itServesInMemory() throws Exception {
    assertServes(Address.parse("mem:app"));
  }

  private static void assertServes(Address place) throws Exception {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() ->
          Scope.join(scope -> {
            HttpServer server = HttpServer.listen(scope, place, _ -> Response.ok("hello"));
            try (Stream client = Reactor.current().service(Network.class).connect(place)) {
              client.write(US_ASCII.encode(GET));
              assertThat(readAll(client)).startsWith("HTTP/1.1 200 ").endsWith("hello");
            }
            server.close();
          }));
    }
  }

  private static String readAll(Stream stream) throws IOException {
    StringBuilder all = new StringBuilder();
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      all.append(US_ASCII.decode(part));
    }
    return all.toString();
  }
}
