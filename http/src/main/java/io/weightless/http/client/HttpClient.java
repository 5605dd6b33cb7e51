package io.weightless.http.client;

import io.weightless.http.client.internal.Exchange;
import io.weightless.http.client.internal.Pool;
import io.weightless.net.tls.TlsClient;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An HTTP/1.1 client that keeps connections and uses them again, for the tasks of one reactor.
///
/// - **Retries**: a request whose connection was used before and turns out to be dead is sent once
///   more over a new one, if no byte of a response came, doing it twice does no harm (RFC 9110,
///   section 9.2.2), and its body was not asked for yet, or is in memory or in a file. A POST is
///   sent once, when the network has had a turn to tell that the server hung up.
/// - **Limit**: [ClientLimits].
/// - **TLS**: for `https`; the server must show that it is the host of the URL.
public final class HttpClient implements Sender, AutoCloseable {
  private final Pool pool;
  private final TlsClient tls;
  private final @Nullable HttpProxy proxy;

  private HttpClient(Pool pool, TlsClient tls, @Nullable HttpProxy proxy) {
    this.pool = pool;
    this.tls = tls;
    this.proxy = proxy;
  }

  /// One over the network of the calling task's reactor.
  ///
  /// @throws IllegalStateException outside a task, or without a network
  public static HttpClient open() {
    return open(ClientLimits.DEFAULT, TlsClient.DEFAULT);
  }

  /// @param tls whom to trust, and what to show of oneself
  public static HttpClient open(ClientLimits limits, TlsClient tls) {
    return new HttpClient(new Pool(limits), tls, null);
  }

  /// The same, through a proxy.
  public static HttpClient open(ClientLimits limits, TlsClient tls, HttpProxy proxy) {
    return new HttpClient(new Pool(limits), tls, proxy);
  }

  @Override
  public ClientResponse send(ClientRequest request) throws IOException {
    return Exchange.run(pool, request, tls, proxy);
  }

  /// How many connections are open.
  public int connections() {
    return pool.open();
  }

  /// How many of them are not in use.
  public int idle() {
    return pool.idle();
  }

  /// Closes all connections, and fails whatever goes on over them. Idempotent.
  ///
  /// - **Waits**: never.
  @Override
  public void close() {
    pool.close();
  }
}
