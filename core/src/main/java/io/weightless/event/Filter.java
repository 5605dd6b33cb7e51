package io.weightless.event;

import org.jspecify.annotations.Nullable;

/// Sees an event before those whose priority is less, and decides what they get.
@FunctionalInterface
public interface Filter<E> {
  /// What goes on: the event as it is, null to stop it here, or another one in its place, which
  /// those behind get who hear what that is.
  @Nullable E filter(E event) throws Exception;
}
