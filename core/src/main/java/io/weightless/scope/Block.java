package io.weightless.scope;

import org.jspecify.annotations.Nullable;

/// What runs inside a [Scope] without a result: see [Scope#join].
@FunctionalInterface
public interface Block<X extends Exception> {
  void run(Scope scope) throws X;

  /// The same with the result null.
  default Body<@Nullable Void, X> asBody() {
    return scope -> {
      run(scope);
      return null;
    };
  }
}
