package io.weightless.http.jdk;

import com.sun.net.httpserver.Authenticator;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.ReactorFuture;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The call of an application for one exchange: its filters, its authenticator, its handler.
final class Invocation implements Runnable {
  private static final System.Logger LOG = System.getLogger("io.weightless.http");

  private final PathContext context;
  private final HttpHandler handler;
  private final Exchange exchange;
  private @Nullable ReactorFuture<?> task;

  /// The task, and the delivery.
  private final AtomicInteger lasting = new AtomicInteger(2);

  Invocation(PathContext context, HttpHandler handler, Exchange exchange) {
    this.context = context;
    this.handler = handler;
    this.exchange = exchange;
  }

  Delivery delivery() {
    return exchange.delivery();
  }

  /// Begins it where `executor` says, or in a task of its own. The executor is called in a task
  /// too, for it may run what it is given at once, or wait until it has room.
  ///
  /// @param ended called when all of it has ended that is of this server
  void start(ApplicationTasks tasks, @Nullable Executor executor, Runnable ended) {
    Runnable part =
        () -> {
          if (lasting.decrementAndGet() == 0) {
            ended.run();
          }
        };
    delivery().watch(this::cancel, part);
    ReactorFuture<?> begun =
        tasks.executor().submit(executor == null ? this : () -> handOver(executor));
    task = begun;
    var _ = begun.whenComplete((_, _) -> part.run());
  }

  private void handOver(Executor executor) {
    try {
      executor.execute(this);
    } catch (RuntimeException refusal) {
      LOG.log(Level.WARNING, "the executor has refused " + exchange, refusal);
      exchange.abort("the executor has refused the exchange");
    }
  }

  /// What runs as a task of ours ends at its next wait.
  void cancel() {
    if (task != null) {
      task.cancel(true);
    }
  }

  @Override
  public void run() {
    HttpExchange seen = exchange.isSecure() ? exchange : new PlainExchange(exchange);
    try {
      new Filter.Chain(context.getFilters(), this::authenticate).doFilter(seen);
    } catch (Exception failure) {
      failed(failure);
    } catch (Cancelled cancelled) {
      exchange.abort("the exchange was cancelled");
      throw cancelled;
    } catch (Error failure) {
      failed(failure);
      throw failure;
    }
  }

  /// What the client has done is nobody's fault here.
  private void failed(Throwable failure) {
    if (delivery().isIntact()) {
      LOG.log(Level.ERROR, "failed to answer " + exchange, failure);
    }
    if (!exchange.isOver()) {
      exchange.abort("the application has failed");
    }
  }

  /// Behind the filters, as with the JDK.
  private void authenticate(HttpExchange seen) throws IOException {
    Authenticator authenticator = context.getAuthenticator();
    if (authenticator == null) {
      handler.handle(seen);
      return;
    }
    switch (authenticator.authenticate(seen)) {
      case Authenticator.Success success -> {
        exchange.setPrincipal(success.getPrincipal());
        handler.handle(seen);
      }
      case Authenticator.Retry retry -> refuse(seen, retry.getResponseCode());
      case Authenticator.Failure failure -> refuse(seen, failure.getResponseCode());
      default -> throw new IOException("the authenticator has said neither yes nor no");
    }
  }

  private static void refuse(HttpExchange seen, int status) throws IOException {
    try (InputStream body = seen.getRequestBody()) {
      body.transferTo(OutputStream.nullOutputStream());
    }
    seen.sendResponseHeaders(status, -1);
  }
}
