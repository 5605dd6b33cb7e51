package io.weightless.event;

import org.jspecify.annotations.Nullable;

/// Sees an event before those whose priority is less, and decides what they get.
@FunctionalInterface
public interface Filter<E> {
  /// What goes on: the event as it is, another one in its place, or null to stop it here.
  @Nullable E filter(E event) throws Exception;
}
