package io.weightless.http.jdk;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.weightless.http.Handler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The JDK's server API on Weightless; made by [WeightlessHttpServerProvider].
///
/// It does what the JDK's documentation says of
/// [HttpServer](https://docs.oracle.com/en/java/javase/25/docs/api/jdk.httpserver/com/sun/net/httpserver/HttpServer.html).
/// Where it is free to choose, or has to be stricter:
///
/// - **Without an executor** each exchange runs in a task of its own: what blocks there parks that
///   task, and others go on. (The JDK runs them one after the other, on one thread.)
/// - **With one** handlers, filters and authenticators run where it says. Their reads and writes
///   are done by the connection's task, for which their threads wait; no bytes are kept but 8 KiB
///   of each response. When it refuses an exchange the connection is closed, as by the JDK.
/// - **In one exchange** reads of the request and writes of the response take turns: a read that
///   waits for the client holds up the write of another thread.
/// - **A status below 200** is refused with an `IOException`: it is no answer. The 100 that a
///   client asks for is sent when the body is first read.
/// - **Limits** are those of [Limits#DEFAULT][io.weightless.http.Limits]: heads, bodies,
///   connections, slow clients. What is beyond them never reaches the application.
/// - **Fields** that frame the message, Date and Keep-Alive are the server's own: what an
///   application sets for them is not sent, but the length that it says in answer to HEAD.
public final class WeightlessHttpServer extends HttpServer {
  private final Endpoint endpoint;

  WeightlessHttpServer(Endpoint endpoint) {
    this.endpoint = endpoint;
    endpoint.contexts().belongTo(this);
  }

  /// What its contexts answer, for use without listening:
  /// [mounted][io.weightless.http.routing.Route#mount] beside other handlers, behind middleware, in
  /// a simulation. The server need not be bound nor started then; its executor counts, and once it
  /// is stopped the answer is a 503.
  ///
  /// The path that counts is that of the request as it was sent, also of what is mounted: mounted
  /// at `/api`, a context's path begins with `/api` too.
  ///
  /// - **Runs on**: the tasks of any reactor, also of several.
  /// - **Failing**: an application that fails before it has answered ends the connection, as with
  ///   the JDK.
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

  /// Stops accepting, and lets the exchanges that are under way finish for `seconds`; what is not
  /// answered then is cut off, and handlers that run as tasks are cancelled. Idempotent.
  ///
  /// - **Waits**: until then; called by a handler, for all but that one's task.
  /// - **Runs on**: any thread, also within a handler; that one's own exchange counts as under way.
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
}
