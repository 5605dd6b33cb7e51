package io.weightless.http.kit;

import io.weightless.http.AccessLog;
import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.Limits;
import io.weightless.net.Address;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A server on real sockets, on a thread of its own, for clients that are not of this project.
public final class LiveServer implements AutoCloseable {
  /// Makes the handler, in a task of the server's reactor.
  @FunctionalInterface
  public interface Setup {
    Handler handler() throws Exception;
  }

  private final CompletableFuture<HttpServer> started = new CompletableFuture<>();
  private final CompletableFuture<Boolean> drained = new CompletableFuture<>();
  private final Reactor reactor = Reactor.open();
  private final Setup setup;
  private final Limits limits;
  private final Duration grace;
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private final AtomicBoolean isTold = new AtomicBoolean();
  private final int port;
  private @Nullable Task<?> untilTold;

  private LiveServer(Setup setup, Limits limits, Duration grace) throws Exception {
    this.setup = setup;
    this.limits = limits;
    this.grace = grace;
    new Thread(this::live, "live server").start();
    this.port = started.get().address().port();
  }

  /// Starts one that will cut at its end whatever is still going on.
  public static LiveServer start(Setup setup) throws Exception {
    return new LiveServer(setup, Limits.DEFAULT, Duration.ZERO);
  }

  public static LiveServer start(Setup setup, Limits limits, Duration grace) throws Exception {
    return new LiveServer(setup, limits, grace);
  }

  public Socket connect() throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    return socket;
  }

  public URI uri(String target) {
    return URI.create("http://127.0.0.1:" + port + target);
  }

  /// Begins to drain; from any thread. Idempotent.
  public void drain() {
    if (isTold.getAndSet(true)) {
      return;
    }
    reactor.post(() -> {
      if (untilTold != null) {
        untilTold.cancel("told to end");
      }
    });
  }

  /// Whether all that went on was finished in time; waits for it.
  public boolean drained() throws Exception {
    return drained.get();
  }

  @Override
  public void close() {
    drain();
    ended.join();
  }

  private void live() {
    try {
      reactor.run(() -> Scope.run(this::serve));
    } catch (Exception | Error failure) {
      started.completeExceptionally(failure);
      drained.completeExceptionally(failure);
    } finally {
      reactor.close();
      ended.complete(null);
    }
  }

  private boolean serve(Scope scope) throws Exception {
    Address here = new Address("127.0.0.1", 0);
    HttpServer server = HttpServer.listen(scope, here, setup.handler(), limits, AccessLog.NONE);
    Task<?> told = scope.start("until told to end", () -> Task.sleep(Duration.ofDays(1)));
    untilTold = told;
    started.complete(server);
    try {
      told.await();
    } catch (CancellationException _) {
      // Which is what it waited for.
    }
    return drained.complete(server.drain(grace));
  }
}
