package io.weightless.reactor;

/// Code that runs in a task and may fail with `X`.
@FunctionalInterface
public interface Work<X extends Exception> {
  void run() throws X;
}
