package io.weightless.http.jdk;

import com.sun.net.httpserver.spi.HttpServerProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Makes the servers that `com.sun.net.httpserver.HttpServer.create` returns, on Weightless.
///
/// It is chosen by the system property `com.sun.net.httpserver.HttpServerProvider`, set to the name
/// of this class before the first server of the process is created. The JDK loads what that names
/// with the system class loader, as it would one that is registered as a service; so it has to be
/// on the class path, and in a framework with class loaders of its own that is not enough to have
/// it in the application's.
///
/// A server that is created in a task lives on that task's reactor, which does not end before the
/// server is stopped. One that is created anywhere else opens a reactor of its own, which runs on a
/// thread of its own from the server's start to its end; the process does not end before that.
///
/// - **Runs on**: any thread.
public final class WeightlessHttpServerProvider extends HttpServerProvider {
  /// For the JDK, and for who wants a server without the property.
  public WeightlessHttpServerProvider() {}

  /// @param address to listen on; null for a server that is bound later, or never, as only its
  ///   [handler][WeightlessHttpServer#handler] is wanted
  /// @param backlog how many connections may wait to be accepted; below one the usual
  /// @throws java.net.BindException if the address can't be listened on
  @Override
  public WeightlessHttpServer createHttpServer(@Nullable InetSocketAddress address, int backlog)
      throws IOException {
    WeightlessHttpServer server = new WeightlessHttpServer(new Endpoint(false));
    if (address != null) {
      server.bind(address, backlog);
    }
    return server;
  }

  /// The same for HTTPS.
  @Override
  public WeightlessHttpsServer createHttpsServer(@Nullable InetSocketAddress address, int backlog)
      throws IOException {
    WeightlessHttpsServer server = new WeightlessHttpsServer(new Endpoint(true));
    if (address != null) {
      server.bind(address, backlog);
    }
    return server;
  }
}
