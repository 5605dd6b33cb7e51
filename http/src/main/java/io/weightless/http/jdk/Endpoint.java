package io.weightless.http.jdk;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import io.weightless.http.AccessLog;
import io.weightless.http.BadRequest;
import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.Limits;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.net.Listener;
import io.weightless.net.tls.Tls;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One server: where it listens, its contexts, and what it runs.
final class Endpoint implements Handler {
  private enum Phase {
    /// To STARTED, or to STOPPED.
    NEW,
    /// To STOPPED.
    STARTED,
    STOPPED
  }

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// For what is answered already when the server is stopped at once.
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final boolean isSecure;
  private final ContextTable contexts = new ContextTable();
  private final Home home = Home.here();
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.NEW);
  private final AtomicBoolean isBound = new AtomicBoolean();
  private volatile @Nullable Listener listener;
  private volatile @Nullable InetSocketAddress address;
  private volatile @Nullable Executor executor;
  private volatile @Nullable HttpsConfigurator configurator;

  /// In the order in which they came.
  private final ConcurrentSkipListMap<Long, Invocation> running = new ConcurrentSkipListMap<>();

  private final AtomicLong begun = new AtomicLong();

  /// Of the home's reactor, while it runs.
  private @Nullable HttpServer server;

  Endpoint(boolean isSecure) {
    this.isSecure = isSecure;
  }

  ContextTable contexts() {
    return contexts;
  }

  @Nullable InetSocketAddress address() {
    return address;
  }

  @Nullable Executor executor() {
    return executor;
  }

  void setExecutor(@Nullable Executor other) {
    checkNotStarted();
    executor = other;
  }

  @Nullable HttpsConfigurator configurator() {
    return configurator;
  }

  void setConfigurator(HttpsConfigurator other) {
    checkNotStarted();
    configurator = other;
  }

  private void checkNotStarted() {
    if (phase.get() != Phase.NEW) {
      throw new IllegalStateException("the server was started already");
    }
  }

  void bind(InetSocketAddress wanted, int backlog) throws IOException {
    Objects.requireNonNull(wanted);
    if (!isBound.compareAndSet(false, true)) {
      throw new BindException("the server is bound already, to " + address);
    }
    try {
      Listener opened = home.call(() -> Places.listen(wanted, backlog));
      listener = opened;
      address = Places.of(opened.address());
    } catch (IOException | RuntimeException failure) {
      isBound.set(false);
      throw failure;
    }
  }

  void start() {
    if (listener == null) {
      throw new IllegalStateException("the server is not bound to an address");
    }
    if (!phase.compareAndSet(Phase.NEW, Phase.STARTED)) {
      throw new IllegalStateException("the server was started already, or stopped");
    }
    home.serve(this::live);
  }

  private void live() {
    Listener plain = Objects.requireNonNull(listener);
    if (phase.get() == Phase.STOPPED) {
      plain.close();
      return;
    }
    Listener accepting =
        isSecure ? Tls.listen(plain, new EngineSetup(this)::engine, PATIENCE) : plain;
    Scope.join(scope -> {
      server = HttpServer.listen(scope, accepting, this, Limits.DEFAULT, AccessLog.NONE);
    });
  }

  void stop(int seconds) {
    if (seconds < 0) {
      throw new IllegalArgumentException("a delay is not below zero: " + seconds);
    }
    phase.set(Phase.STOPPED);
    try {
      home.end(() -> Scope.shield(() -> end(Duration.ofSeconds(seconds))));
    } finally {
      running.values().forEach(Invocation::cancel);
    }
    home.awaitEnd();
  }

  /// On the home's reactor.
  private void end(Duration grace) {
    if (listener != null) {
      listener.close();
    }
    if (server != null) {
      awaitLastWords();
      server.drain(grace);
    }
    running.values().forEach(Invocation::cancel);
  }

  private void awaitLastWords() {
    Scope.runOr(
        Deadline.after(LAST_WORDS),
        false,
        _ -> {
          for (Invocation invocation : running.values()) {
            if (invocation.delivery().isBeingSent()) {
              invocation.delivery().awaitSent();
            }
          }
          return true;
        });
  }

  @Override
  public Response handle(Request request) throws IOException {
    if (phase.get() == Phase.STOPPED) {
      return Response.text(Status.SERVICE_UNAVAILABLE, "the server was stopped\n");
    }
    URI uri = uri(request);
    PathContext context = uri.getPath() == null ? null : contexts.find(uri.getPath());
    if (context == null) {
      return page(Status.NOT_FOUND, "No context is at this path.");
    }
    HttpHandler handler = context.getHandler();
    if (handler == null) {
      return page(Status.INTERNAL_SERVER_ERROR, "The context has no handler.");
    }
    ApplicationTasks tasks = ApplicationTasks.here();
    Executor chosen = executor;
    Delivery delivery = new Delivery(request, tasks, chosen != null);
    Exchange exchange = new Exchange(context, request, uri, delivery);
    return answer(new Invocation(context, handler, exchange), tasks, chosen);
  }

  private Response answer(Invocation invocation, ApplicationTasks tasks, @Nullable Executor chosen)
      throws IOException {
    long number = begun.getAndIncrement();
    running.put(number, invocation);
    boolean isAnswered = false;
    try {
      invocation.start(tasks, chosen, () -> running.remove(number));
      Response response = invocation.delivery().await();
      isAnswered = true;
      return response;
    } finally {
      if (!isAnswered) {
        invocation.cancel();
      }
    }
  }

  private static URI uri(Request request) throws BadRequest {
    try {
      return new URI(request.prefix() + request.target());
    } catch (URISyntaxException e) {
      throw new BadRequest("the target is no URI: " + e.getReason());
    }
  }

  private static Response page(Status status, String sentence) {
    return Response.html(status, "<h1>" + status + "</h1>" + sentence + "\n");
  }
}
