package io.weightless.check.story;

import io.weightless.http.AccessLog;
import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.Limits;
import io.weightless.net.Address;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A handler on a real socket, served by a thread of its own in this process, for clients that are
/// other programs.
final class Hosted implements AutoCloseable {
  private final CompletableFuture<HttpServer> started = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private final Reactor reactor = Reactor.open();
  private final Supplier<Handler> made;
  private final Limits limits;
  private final int port;
  private @Nullable Task<?> untilTold;

  private Hosted(Supplier<Handler> made, Limits limits) {
    this.made = made;
    this.limits = limits;
    Thread.ofPlatform().name("hosted").start(this::live);
    port = started.join().address().port();
  }

  /// @param made the handler, in a task of the reactor that serves it
  static Hosted handler(Supplier<Handler> made) {
    return handler(made, Limits.DEFAULT);
  }

  static Hosted handler(Supplier<Handler> made, Limits limits) {
    return new Hosted(made, limits);
  }

  int port() {
    return port;
  }

  String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /// How many connections are open.
  int connections() {
    CompletableFuture<Integer> count = new CompletableFuture<>();
    reactor.post(() -> count.complete(started.join().connections()));
    return count.join();
  }

  /// Waits until none is open: all clients have left, and whatever was made for them has ended.
  void awaitNoConnection() {
    while (connections() > 0) {
      LockSupport.parkNanos(1_000_000); // the clients are other processes
    }
  }

  private void live() {
    try (reactor) {
      reactor.run(() -> Scope.run(this::serve));
      ended.complete(null);
    } catch (Exception | Error failure) {
      started.completeExceptionally(failure);
      ended.completeExceptionally(failure);
    }
  }

  private boolean serve(Scope scope) throws Exception {
    Address here = new Address("127.0.0.1", 0);
    HttpServer server = HttpServer.listen(scope, here, made.get(), limits, AccessLog.NONE);
    Task<?> told = scope.start("until told to end", () -> Task.sleep(Duration.ofDays(1)));
    untilTold = told;
    started.complete(server);
    try {
      told.await();
    } catch (CancellationException _) {
      // which is what it waited for
    }
    return server.drain(Duration.ZERO);
  }

  /// Cuts what goes on, and throws what has failed.
  @Override
  public void close() {
    reactor.post(() -> {
      if (untilTold != null) {
        untilTold.cancel("told to end");
      }
    });
    ended.join();
  }
}
