package io.weightless.active;

import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/// Marks what it does.
final class SimpleAccount implements Account {
  private final Scene scene;
  private long balance;

  SimpleAccount(Scene scene) {
    this.scene = scene;
  }

  @Override
  public long deposit(long amount) {
    balance += amount;
    return balance;
  }

  @Override
  public CompletableFuture<Long> later(long amount) {
    return CompletableFuture.completedFuture(deposit(amount));
  }

  @Override
  public CompletionStage<Long> stage(long amount) {
    CompletableFuture<Long> stage = new CompletableFuture<>();
    Reactor.current().after(Scene.seconds(1), () -> stage.complete(deposit(amount)));
    return stage;
  }

  @Override
  public Future<Long> future(long amount) {
    return later(amount);
  }

  @Override
  public void slow(String name) {
    scene.markAt("begin " + name);
    try {
      Scene.sleep(5);
    } catch (Cancelled e) {
      scene.markAt("cancelled " + name);
      throw e;
    }
    scene.markAt("end " + name);
  }

  @Override
  public void fail(Throwable how) throws IOException {
    switch (how) {
      case IOException checked -> throw checked;
      case RuntimeException unchecked -> throw unchecked;
      default -> throw (Error) how;
    }
  }
}
