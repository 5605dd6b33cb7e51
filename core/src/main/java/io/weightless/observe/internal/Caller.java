package io.weightless.observe.internal;

import org.jspecify.annotations.Nullable;

/// Calls methods of an interface by their number.
public interface Caller {
  @Nullable Object call(int method, Object target, @Nullable Object[] arguments) throws Throwable;
}
