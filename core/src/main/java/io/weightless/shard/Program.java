package io.weightless.shard;

/// What each shard runs; it may fail with `X`.
@FunctionalInterface
public interface Program<X extends Exception> {
  void run(Shard shard) throws X;
}
