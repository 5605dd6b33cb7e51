package io.weightless.active;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/// What is asked of an active object.
interface Account {
  long deposit(long amount);

  CompletableFuture<Long> later(long amount);

  CompletionStage<Long> stage(long amount);

  Future<Long> future(long amount);

  void slow(String name);

  void fail(Throwable how) throws IOException;
}
