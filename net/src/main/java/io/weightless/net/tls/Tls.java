package io.weightless.net.tls;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/// TLS over any stream.
///
/// ```java
/// try (TlsStream secure = Tls.client(tcp, "example.com", TlsClient.DEFAULT)) {
///   secure.write(request);
/// ```
///
/// All of them take over the stream below: who closes the one that they return closes it, and when
/// they fail, or are cancelled, it is closed.
public final class Tls {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private Tls() {}

  /// Makes sure that the peer is `name`, and that nobody else reads or changes what is said.
  ///
  /// - **Waits**: until the handshake is done; see [TlsStream#handshake].
  ///
  /// @param name of the peer, as the certificate must have it: a host's name, or an address
  /// @throws TlsException when it is not, or there is no TLS with it
  public static TlsStream client(Stream below, String name, TlsClient client) throws IOException {
    return client(below, NOTHING, name, client);
  }

  /// The same within a conversation that began in plain text: `STARTTLS`.
  ///
  /// @param rest what was read from `below` and not understood yet. It is taken for TLS, whatever
  ///   it is: somebody who has put plain text in there gets no answer to it, but a failure
  public static TlsStream client(Stream below, ByteBuffer rest, String name, TlsClient client)
      throws IOException {
    return begun(below, () -> client.over(below, rest, name));
  }

  /// Shows who we are, and talks so that nobody else reads or changes it.
  ///
  /// - **Waits**: until the handshake is done; see [TlsStream#handshake].
  ///
  /// @throws TlsException when there is no TLS with the peer, or it had to show who it is
  public static TlsStream server(Stream below, TlsServer server) throws IOException {
    return server(below, NOTHING, server);
  }

  /// The same within a conversation that began in plain text: `STARTTLS`.
  ///
  /// @param rest as of [#client]
  public static TlsStream server(Stream below, ByteBuffer rest, TlsServer server)
      throws IOException {
    return begun(below, () -> server.over(below, rest));
  }

  /// One whose streams are [TlsStream]s, without a handshake yet: a client that is slow with it
  /// holds up nobody but who reads from its stream. It takes over `below`.
  public static Listener listen(Listener below, TlsServer server) {
    return new TlsListener(below, server, below.address());
  }

  /// The same with engines that somebody else has made and set up, one for each client, which is
  /// given; as a framework asks for that has settings of its own. Whatever is set there is what
  /// counts, [TlsServer]'s care for versions and ciphers aside. A client for whom there is no
  /// engine, as the function throws, is closed, and the log says why.
  ///
  /// - **Runs on**: the task that accepts, which the function must not hold up.
  ///
  /// @param patience with a handshake
  public static Listener listen(
      Listener below, Function<Address, SSLEngine> engines, Duration patience) {
    return new EngineListener(below, engines, patience);
  }

  private static TlsStream begun(Stream below, Supplier<TlsStream> maker) throws IOException {
    @Nullable Stream open = below;
    try {
      TlsStream stream = maker.get();
      open = stream;
      stream.handshake();
      open = null;
      return stream;
    } finally {
      if (open != null) {
        open.close();
      }
    }
  }
}
