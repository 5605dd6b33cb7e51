package io.weightless.check.tck;

import io.weightless.channel.Channel;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A reactor on a thread of its own, with a scope that is open until this is closed.
final class Loop implements AutoCloseable {
  private final Reactor reactor = Reactor.open();
  private final CompletableFuture<Scope> opened = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
  private @Nullable Channel<String> stop;

  Loop() {
    Thread.ofPlatform().name("loop").start(this::run);
  }

  private void run() {
    try (reactor) {
      reactor.run(() ->
          Scope.run(scope -> {
            stop = Channel.rendezvous();
            opened.complete(scope);
            stop.forEach(_ -> {}); // until it is closed
            scope.cancel("it is over");
            return null;
          }));
      end.complete(null);
    } catch (Throwable e) {
      opened.completeExceptionally(e);
      end.completeExceptionally(e);
    }
  }

  /// What `function` makes in that scope, on that reactor.
  <T> T make(Function<Scope, T> function) {
    Scope scope = opened.join();
    CompletableFuture<T> made = new CompletableFuture<>();
    reactor.post(() -> {
      try {
        made.complete(function.apply(scope));
      } catch (RuntimeException | Error e) {
        made.completeExceptionally(e);
      }
    });
    return made.join();
  }

  /// Cancels what is left.
  @Override
  public void close() {
    opened.join();
    if (!end.isDone()) {
      reactor.post(() -> Objects.requireNonNull(stop).close());
    }
    end.join();
  }
}
