package io.weightless.http;

import io.weightless.http.internal.Admission;
import io.weightless.http.internal.Admission.Verdict;
import io.weightless.http.internal.HttpConnection;
import io.weightless.http.internal.Service;
import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Serves HTTP/1.1 on one address, with a task for each connection.
///
/// All of it runs in tasks of the scope that it was started in, and ends with that scope at the
/// latest; so it is used by the tasks of one reactor only.
///
/// When as many connections are open as [Limits.Connections] allows, the next ones are told so with
/// a 503 and closed; when too many of those are still being told, they are just closed.
public final class HttpServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.weightless.http");

  /// Before accepting is tried again after it failed, so that a lasting failure is not a busy loop.
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Listener listener;
  private final Service service;
  private final Admission admission;

  /// In the order in which they came.
  private final Set<HttpConnection> connections = new LinkedHashSet<>();

  private @Nullable Task<@Nullable Void> serving;

  /// Owns the connections' tasks.
  private @Nullable Scope scope;

  private boolean isClosed;

  private HttpServer(Listener listener, Handler handler, Limits limits, AccessLog log) {
    this.listener = listener;
    this.admission = new Admission(limits.connections());
    this.service = new Service(handler, limits, log, listener::buffer);
  }

  /// Listens on `address` with the default limits, and without an access log.
  public static HttpServer listen(Scope scope, Address address, Handler handler)
      throws IOException {
    return listen(scope, address, handler, Limits.DEFAULT, AccessLog.NONE);
  }

  /// Listens on `address`, from now on, and has every request answered by `handler`.
  ///
  /// - **Waits**: as [Network#listen], for the look-up of a name.
  ///
  /// @param scope whose tasks will serve
  /// @throws IOException if the address can't be listened on
  /// @throws IllegalStateException outside a task, or without a network
  public static HttpServer listen(
      Scope scope, Address address, Handler handler, Limits limits, AccessLog log)
      throws IOException {
    Listener listener = Reactor.current().service(Network.class).listen(address);
    return listen(scope, listener, handler, limits, log);
  }

  /// Has every request that comes to `listener` answered by `handler`. The listener is the server's
  /// from now on, which closes it, also when this method fails.
  ///
  /// - **Waits**: never.
  ///
  /// @param scope whose tasks will serve
  public static HttpServer listen(
      Scope scope, Listener listener, Handler handler, Limits limits, AccessLog log) {
    try {
      HttpServer server = new HttpServer(listener, handler, limits, log);
      server.serving = scope.start("http server " + listener.address(), server::serve);
      return server;
    } catch (RuntimeException | Error failure) {
      listener.close();
      throw failure;
    }
  }

  /// Where it listens, with the port that was picked.
  public Address address() {
    return listener.address();
  }

  /// How many connections are open.
  public int connections() {
    return connections.size();
  }

  /// Ends in good order: stops accepting, ends the connections that wait for a request, and lets
  /// requests that are being answered finish; aborts what is left when `grace` is over. Clients
  /// that don't hang up when they see the end are given two seconds of it.
  ///
  /// - **Waits**: until the last connection is closed.
  /// - **Cancelled**: it goes on draining, without a deadline.
  ///
  /// @return whether all were answered in time
  public boolean drain(Duration grace) {
    listener.close();
    service.drain();
    List.copyOf(connections).forEach(HttpConnection::drain);
    try {
      Scope.run(Deadline.after(grace), _ -> await());
      return true;
    } catch (DeadlineExceeded _) {
      boolean answered = connections.stream().allMatch(HttpConnection::isOver);
      close();
      await();
      return answered;
    }
  }

  /// Aborts: stops accepting, and cancels whatever is being answered. Idempotent.
  ///
  /// - **Waits**: never; its scope ends when all of it has ended.
  @Override
  public void close() {
    isClosed = true;
    listener.close();
    if (scope != null) {
      scope.cancel("the server was closed");
    }
  }

  private @Nullable Void await() {
    return serving == null ? null : serving.await();
  }

  private void serve() {
    try {
      Scope.run(inner -> {
        scope = inner;
        acceptAll();
        return null;
      });
    } catch (CancellationException cancelled) {
      if (!isClosed) {
        throw cancelled;
      }
    } finally {
      listener.close();
    }
  }

  private void acceptAll() {
    while (true) {
      try {
        admit(listener.accept());
      } catch (ClosedException _) {
        return;
      } catch (IOException failure) {
        LOG.log(Level.WARNING, "can't accept connections to " + address(), failure);
        Task.sleep(PAUSE);
      }
    }
  }

  private void admit(Stream stream) {
    String host = stream.remote().host();
    Verdict verdict = admission.admit(host);
    if (verdict == Verdict.CUT) {
      stream.reset();
      return;
    }
    HttpConnection connection = new HttpConnection(service, stream);
    connections.add(connection);
    owner()
        .start(
            "http connection",
            () -> {
              try {
                if (verdict == Verdict.SERVED) {
                  connection.run();
                } else {
                  connection.refuse();
                }
              } finally {
                connections.remove(connection);
                admission.leave(host, verdict);
              }
            });
  }

  private Scope owner() {
    if (scope == null) {
      throw new IllegalStateException("accepting goes on in the scope of the connections");
    }
    return scope;
  }
}
