package io.weightless.http.admin;

import io.weightless.engine.internal.Strand;
import io.weightless.http.AccessLog;
import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.Limits;
import io.weightless.http.middleware.SecurityHeaders;
import io.weightless.net.Address;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The life of an [Admin], on its own reactor, until it is told to end.
final class Endpoint {
  private static final System.Logger LOG = System.getLogger("io.weightless.http");

  private static final int CONNECTIONS = 64;
  private static final int KIB = 1024;

  /// Nobody has anything to send; a snapshot of very many tasks takes some room.
  private static final Limits LIMITS =
      Limits.DEFAULT
          .with(new Limits.Body(0, KIB))
          .with(new Limits.Connections(CONNECTIONS, CONNECTIONS, 64L * KIB * KIB));

  private static final SecurityHeaders HEADERS =
      SecurityHeaders.USUAL.with("Cache-Control", "no-store");

  private final Address wanted;
  private final Watched watched;
  private final boolean isForOthers;

  // Completed on its reactor, but for the second one; awaited by whoever opens and closes it.
  private final CompletableFuture<Address> listening = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> told = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

  Endpoint(Address wanted, Watched watched, boolean isForOthers) {
    this.wanted = wanted;
    this.watched = watched;
    this.isForOthers = isForOthers;
  }

  /// Its first task.
  void live() throws IOException {
    Subjects subjects = new Subjects(watched);
    try {
      Scope.<IOException>join(scope -> {
        serve(scope, subjects);
        scope.cancel("the admin endpoint was closed");
      });
    } catch (CancellationException e) {
      if (!told.isDone()) {
        throw e;
      }
    } finally {
      subjects.release();
    }
  }

  private void serve(Scope scope, Subjects subjects) throws IOException {
    Handler pages = new Pages(subjects, new Feeds(scope)).handler().in(HEADERS);
    Handler handler = isForOthers ? pages : pages.in(new Loopback());
    HttpServer server = HttpServer.listen(scope, wanted, handler, LIMITS, AccessLog.NONE);
    scope.start("flight recorder", () -> new FlightWatch(subjects).live());
    listening.complete(server.address());
    Task.await(told);
    server.close();
  }

  /// Its reactor is closed.
  void ended(@Nullable Throwable failure) {
    Throwable reason = failure == null ? new IllegalStateException("it was closed") : failure;
    boolean isOpen = !listening.completeExceptionally(reason);
    if (isOpen && failure != null) {
      LOG.log(Level.WARNING, "the admin endpoint on " + wanted + " ended", failure);
    }
    ended.complete(null);
  }

  /// - **Waits**: until it listens.
  ///
  /// @return where
  Address awaitListening() throws IOException {
    CompletableFuture<@Nullable Throwable> failure =
        listening.<@Nullable Throwable>handle((_, why) -> why);
    Throwable why = await(failure);
    return switch (why) {
      case null -> listening.resultNow();
      case IOException world -> throw world;
      case RuntimeException mistake -> throw mistake;
      default -> throw new IllegalStateException("the admin endpoint failed to begin", why);
    };
  }

  /// From any thread.
  void tell() {
    told.complete(null);
  }

  /// - **Waits**: until all of it has ended.
  void awaitEnd() {
    await(ended);
  }

  /// None of these fails.
  private static <T extends @Nullable Object> T await(CompletableFuture<T> future) {
    return Strand.currentOrNull() == null ? future.join() : Task.await(future);
  }
}
