package io.weightless.component;

import org.jspecify.annotations.Nullable;

/// Thrown by a send to a component that has ended, and wants no more.
///
/// Let it pass where nothing else is to be done: a component that it ends has ended in good order,
/// as a program whose output nobody reads.
public final class NobodyReceives extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NobodyReceives(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
