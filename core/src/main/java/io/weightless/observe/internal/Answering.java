package io.weightless.observe.internal;

import org.jspecify.annotations.Nullable;

/// Answers messages as a whole. They have the numbers of the interface's methods.
public interface Answering {
  /// The whole of it, for methods and dispatchers that have no code of their own for that.
  @Nullable Object answer(int method, @Nullable Object[] arguments) throws Throwable;
}
