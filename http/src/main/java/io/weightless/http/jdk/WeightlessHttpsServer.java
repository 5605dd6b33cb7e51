package io.weightless.http.jdk;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.weightless.http.Handler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The JDK's server API over TLS on Weightless; made by [WeightlessHttpServerProvider]. In all but
/// TLS it is a [WeightlessHttpServer].
///
/// What the configurator sets counts, for each client anew: protocols, cipher suites, client
/// certificates, and whatever else `SSLParameters` has. Without parameters they are those of its
/// `SSLContext`. What its TLS does not know ends the connection, and the log says why; the JDK's
/// server would pass over it. A handshake may take ten seconds.
public final class WeightlessHttpsServer extends HttpsServer {
  private final Endpoint endpoint;

  WeightlessHttpsServer(Endpoint endpoint) {
    this.endpoint = endpoint;
    endpoint.contexts().belongTo(this);
  }

  /// As [WeightlessHttpServer#handler].
  public Handler handler() {
    return endpoint;
  }

  @Override
  public void bind(InetSocketAddress address, int backlog) throws IOException {
    endpoint.bind(address, backlog);
  }

  @Override
  public void start() {
    endpoint.start();
  }

  @Override
  public void setExecutor(@Nullable Executor executor) {
    endpoint.setExecutor(executor);
  }

  @Override
  public @Nullable Executor getExecutor() {
    return endpoint.executor();
  }

  /// As [WeightlessHttpServer#stop].
  @Override
  public void stop(int seconds) {
    endpoint.stop(seconds);
  }

  @Override
  public HttpContext createContext(String path, HttpHandler handler) {
    return endpoint.contexts().create(path, Objects.requireNonNull(handler));
  }

  @Override
  public HttpContext createContext(String path) {
    return endpoint.contexts().create(path, null);
  }

  @Override
  public void removeContext(String path) {
    endpoint.contexts().remove(path);
  }

  @Override
  public void removeContext(HttpContext context) {
    endpoint.contexts().remove(context);
  }

  /// Null while it is not bound.
  @Override
  public @Nullable InetSocketAddress getAddress() {
    return endpoint.address();
  }

  /// @throws IllegalStateException when the server is started
  @Override
  public void setHttpsConfigurator(HttpsConfigurator configurator) {
    endpoint.setConfigurator(Objects.requireNonNull(configurator));
  }

  @Override
  public @Nullable HttpsConfigurator getHttpsConfigurator() {
    return endpoint.configurator();
  }
}
