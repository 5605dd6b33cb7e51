package io.weightless.scope;

/// What runs inside a [Scope] without a result: see [Scope#join].
@FunctionalInterface
public interface Block<X extends Exception> {
  void run(Scope scope) throws X;
}
